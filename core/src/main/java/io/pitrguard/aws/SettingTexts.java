package io.pitrguard.aws;

import io.pitrguard.domain.settings.Placeholders;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts placeholders where documents of other services name a table, and the table's name where they have placeholders. */
record SettingTexts(Placeholders placeholders) {
    private static final String TABLE = "table/";
    private static final String NAME = "Name";
    private static final String VALUE = "Value";
    private static final String DIMENSION = "TableName";

    static SettingTexts of(SettingsOwner owner) {
        return new SettingTexts(owner.placeholders());
    }

    /** Returns the canonical text of a document, in which dimensions and ARNs of the table are placeholders. */
    String neutral(SettingDocument document) {
        return CanonicalJson.write(neutralPart(document.members()));
    }

    /** Returns the document of a setting's text, with this table's names. */
    SettingDocument document(String text) {
        return SettingDocument.parse(placeholders.filled(text));
    }

    /** Returns a text with a placeholder wherever the table's name stands as a word. */
    String neutralWords(String text) {
        Pattern word = Pattern.compile(
                "(?<![a-zA-Z0-9])" + Pattern.quote(placeholders.table().name()) + "(?![a-zA-Z0-9])");
        return word.matcher(text).replaceAll(Matcher.quoteReplacement(Placeholders.NAME));
    }

    /** Returns the id of a scalable resource with a placeholder for the table's name; that of an index stays. */
    String neutralResource(String id) {
        String own = TABLE + placeholders.table().name();
        return id.equals(own) || id.startsWith(own + '/') ? TABLE + Placeholders.NAME + id.substring(own.length()) : id;
    }

    /** Whether dimensions name the table. */
    boolean isIn(List<SettingDocument> dimensions) {
        return dimensions.stream().anyMatch(dimension -> isTable(dimension.members()));
    }

    private boolean isTable(Map<?, ? extends @Nullable Object> dimension) {
        return DIMENSION.equals(dimension.get(NAME))
                && placeholders.table().name().equals(dimension.get(VALUE));
    }

    private @Nullable Object neutralPart(@Nullable Object part) {
        return switch (part) {
            case Map<?, ?> map -> {
                SettingDocument neutral = new SettingDocument();
                map.forEach((name, member) -> neutral.members().put(String.valueOf(name), neutralPart(member)));
                yield isTable(map) ? neutral.put(VALUE, Placeholders.NAME).members() : neutral.members();
            }
            case List<?> list -> list.stream().map(this::neutralPart).toList();
            case String text -> placeholders.withoutArns(text);
            case null, default -> part;
        };
    }
}
