package io.pitrguard.report;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a view back out of the JSON that it was written as. */
public final class JsonRecords {
    private JsonRecords() {}

    /**
     * Reads a document; fields that the view does not have are ignored.
     *
     * @throws IllegalArgumentException when it is not JSON, or not of the view's shape; the message says where
     */
    public static <T extends Record> T read(Class<T> view, String json) {
        return record(view, Json.parse(json), view.getSimpleName());
    }

    private static <T extends Record> T record(Class<T> view, @Nullable Object value, String path) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(path + " is not an object");
        }
        RecordComponent[] components = view.getRecordComponents();
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String where = path + "." + component.getName();
            if (!map.containsKey(component.getName())) {
                throw new IllegalArgumentException(where + " is missing");
            }
            arguments[i] = convert(component.getGenericType(), map.get(component.getName()), where);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = view.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " is not of the expected shape", e);
        }
    }

    private static @Nullable Object convert(Type type, @Nullable Object value, String path) {
        if (value == null) {
            return null;
        }
        if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], value, path);
        }
        Class<?> target = (Class<?>) type;
        if (target.isRecord()) {
            return record(target.asSubclass(Record.class), value, path);
        }
        if (target.isEnum()) {
            return constant(target, value, path);
        }
        if (value instanceof Number number) {
            return number(target, number, path);
        }
        return value;
    }

    private static List<Object> list(Type element, Object value, String path) {
        if (!(value instanceof List<?> values)) {
            throw new IllegalArgumentException(path + " is not an array");
        }
        List<Object> converted = new ArrayList<>(values.size());
        for (Object each : values) {
            Object one = convert(element, each, path + "[" + converted.size() + "]");
            if (one == null) {
                throw new IllegalArgumentException(path + "[" + converted.size() + "] is null");
            }
            converted.add(one);
        }
        return converted;
    }

    private static Object constant(Class<?> target, Object value, String path) {
        for (Object constant : target.getEnumConstants()) {
            if (constant.toString().equals(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(path + " is none of " + Arrays.toString(target.getEnumConstants()));
    }

    private static Object number(Class<?> target, Number number, String path) {
        if (target == int.class || target == Integer.class) {
            try {
                return new BigDecimal(number.toString()).intValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(path + " is not a whole number that fits", e);
            }
        }
        if (target == BigDecimal.class) {
            return new BigDecimal(number.toString());
        }
        return number.longValue();
    }
}
