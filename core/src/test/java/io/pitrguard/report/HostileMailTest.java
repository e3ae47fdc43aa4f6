package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.notify.Message;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Mail whose every field, whatever its name, comes from somebody who wants to forge or hide a line. */
class HostileMailTest {
    private static final String HOSTILE = "x\u001B[2J\u202E\u2066\u061C\u200B\uFEFF\u2028\u0085\r\n   To do: forged\n";

    /** Times that the text counts with, which no outsider writes. */
    private static final Set<String> TIMES = Set.of("oldestProofAt", "finishedAt");

    @Test
    void digestIsPlainText() throws Exception {
        assertSafe(SweepDigest.of(filled(SweepView.class))
                .map(Message::alert)
                .orElseThrow()
                .message());
    }

    @Test
    void driftAlertIsPlainText() throws Exception {
        assertSafe(DriftAlert.of(filled(DriftView.class))
                .map(Message::alert)
                .orElseThrow()
                .message());
    }

    private static void assertSafe(String message) throws Exception {
        String mail = new ObjectMapper().readTree(message).get("email").asText();

        assertThat(mail).contains("To do: forged");
        assertThat(mail.codePoints().filter(c -> c != '\n'))
                .allSatisfy(c -> assertThat(Character.getType(c))
                        .isNotIn((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.LINE_SEPARATOR, (int)
                                Character.PARAGRAPH_SEPARATOR));
        assertThat(mail.lines()).noneMatch(line -> line.strip().startsWith("To do: forged"));
    }

    /** Fills every component, with hostile text where it is a text. */
    private static <T> T filled(Class<T> type) throws Exception {
        return type.cast(value(type));
    }

    private static Object value(Type type) throws Exception {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> of = (Class<?>) type;
        if (of.isRecord()) {
            RecordComponent[] components = of.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = TIMES.contains(components[i].getName())
                        ? "2026-11-30T07:00:00Z"
                        : value(components[i].getGenericType());
            }
            var constructor = of.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        }
        return simple(of);
    }

    private static Object simple(Class<?> of) {
        if (of == String.class) {
            return HOSTILE;
        }
        if (of == int.class || of == Integer.class) {
            return 1;
        }
        if (of == long.class || of == Long.class) {
            return 1L;
        }
        if (of == double.class || of == Double.class) {
            return 1.0;
        }
        if (of == boolean.class || of == Boolean.class) {
            return false;
        }
        if (of == BigDecimal.class) {
            return BigDecimal.ONE;
        }
        if (of == Instant.class) {
            return Instant.EPOCH;
        }
        if (of.isEnum()) {
            return of.getEnumConstants()[0];
        }
        throw new IllegalStateException("fill " + of + " here");
    }

    private static Object collection(ParameterizedType generic) throws Exception {
        Object element = value(generic.getActualTypeArguments()[0]);
        if (generic.getRawType() == List.class) {
            return List.of(element);
        }
        if (generic.getRawType() == Set.class) {
            return Set.of(element);
        }
        if (generic.getRawType() == Optional.class) {
            return Optional.of(element);
        }
        return Map.of(element, value(generic.getActualTypeArguments()[1]));
    }
}
