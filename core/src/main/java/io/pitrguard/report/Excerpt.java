package io.pitrguard.report;

import io.pitrguard.domain.text.Counted;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts every text and every list of a view to what one message holds, and says by how much: a text at its end, a list of
 * texts in its last element, a list of records in the view's {@code omitted}.
 *
 * @param characters the most characters of a text
 * @param elements the most elements of a list
 */
record Excerpt(int characters, int elements) {
    /** The excerpts to try, longest first. A message holds the last one of any view. */
    static final List<Excerpt> SIZES = List.of(new Excerpt(2_000, 20), new Excerpt(400, 5), new Excerpt(100, 2));

    private static final String OMITTED = "omitted";

    /** Returns the view with every text and every list cut. */
    <T extends Record> T of(T view) {
        RecordComponent[] components = view.getClass().getRecordComponents();
        List<String> omitted = new ArrayList<>();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object value = read(components[i], view);
            if (value instanceof List<?> list && isOfRecords(list) && list.size() > elements) {
                String several = words(components[i].getName());
                omitted.add(Counted.of(list.size() - elements, several.replaceFirst("s$", ""), several));
            }
            values[i] = cut(value);
        }
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(OMITTED) && !omitted.isEmpty()) {
                values[i] = String.join(", ", omitted);
            }
        }
        return create(view, components, values);
    }

    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private @Nullable Object cut(@Nullable Object value) {
        return switch (value) {
            case String text -> text(text);
            case Record nested -> of(nested);
            case List<?> list -> list(list);
            case null, default -> value;
        };
    }

    private List<?> list(List<?> list) {
        if (isOfRecords(list)) {
            return list.stream()
                    .limit(elements)
                    .map(element -> of((Record) element))
                    .toList();
        }
        return list.stream().allMatch(String.class::isInstance)
                ? Truncate.list(
                        list.stream()
                                .map(element -> text(String.valueOf(element)))
                                .toList(),
                        elements)
                : list.stream().distinct().toList();
    }

    private static boolean isOfRecords(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(Record.class::isInstance);
    }

    /** Returns the text, or its beginning and how many characters follow. */
    String text(String text) {
        if (text.length() <= characters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
        return "%s… (%s)"
                .formatted(
                        text.substring(0, end), Counted.of(text.length() - end, "more character", "more characters"));
    }

    private static @Nullable Object read(RecordComponent component, Record view) {
        try {
            return component.getAccessor().invoke(view);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A view must be a public record: " + view.getClass(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> T create(T view, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (T) view.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A view must be a public record: " + view.getClass(), e);
        }
    }
}
