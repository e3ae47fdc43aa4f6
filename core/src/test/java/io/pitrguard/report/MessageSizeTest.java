package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.BusEvent;
import io.pitrguard.wiring.AlertWiring;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every text and every list of what a message tells, huge: alone and all at once. SNS takes the message all the same. */
class MessageSizeTest {
    private static final String ALL = "";
    private static final int MANY = 20_000;
    private static final int SOME = 12;
    private static final List<String> TEXTS = List.of(
            "x".repeat(300_000), "\u0001\"\\".repeat(100_000), "\uD83D\uDE80".repeat(100_000), "日本".repeat(100_000));

    @TestFactory
    Stream<DynamicTest> everyTextAndListOfADigest() {
        return fields(SweepView.class, "")
                .flatMap(field -> texts(SweepView.class, field)
                        .map(huge -> DynamicTest.dynamicTest(name(field, huge), () -> {
                            SweepView view = new Huge(field, huge).create(SweepView.class);
                            Message message = SweepDigest.of(view).orElseThrow();
                            assertThat(message.tables()).isNotEmpty();
                            assertFits(message, field);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyTextAndListOfAnAlertAboutACall() {
        return fields(DriftView.class, "")
                .flatMap(field -> texts(DriftView.class, field)
                        .map(huge -> DynamicTest.dynamicTest(name(field, huge), () -> {
                            DriftView view = new Huge(field, huge).create(DriftView.class);
                            assertFits(DriftAlert.of(view).orElseThrow(), field);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyTextAndListOfAnAlertAboutADrill() {
        return fields(DrillEndView.class, "")
                .flatMap(field -> texts(DrillEndView.class, field)
                        .map(huge -> DynamicTest.dynamicTest(name(field, huge), () -> {
                            DrillEndView view = new Huge(field, huge).create(DrillEndView.class);
                            assertFits(drill(view), field);
                            assertThat(DrillAlert.event(view).bytes()).isLessThanOrEqualTo(BusEvent.MAX_BYTES);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyTextAndListOfAnAlertAboutTablesThatRemain() {
        return fields(LeftoverView.class, "")
                .flatMap(field -> texts(LeftoverView.class, field)
                        .map(huge -> DynamicTest.dynamicTest(name(field, huge), () -> {
                            LeftoverView view = new Huge(field, huge).create(LeftoverView.class);
                            assertFits(LeftoverAlert.of(view, AnyDrill.AT), field);
                        })));
    }

    private static Message drill(DrillEndView view) {
        return DrillAlert.of(view, AnyDrill.AT).orElseThrow();
    }

    @Test
    void takesEverythingAtOnce() {
        for (String huge : TEXTS) {
            Message digest =
                    SweepDigest.of(new Huge(ALL, huge).create(SweepView.class)).orElseThrow();
            Message alert =
                    DriftAlert.of(new Huge(ALL, huge).create(DriftView.class)).orElseThrow();
            Message drill = drill(new Huge(ALL, huge).create(DrillEndView.class));

            assertFits(digest, ALL);
            assertFits(alert, ALL);
            assertFits(drill, ALL);
            assertAccepted(drill.alert());
            assertAccepted(digest.alert());
            assertAccepted(alert.alert());
        }
    }

    @Test
    void blindSpotsThatAreOmittedCountAsUnknown() {
        Message few =
                SweepDigest.of(new Huge("none", "x").create(SweepView.class)).orElseThrow();
        Message many = SweepDigest.of(new Huge("sweep.selfCheck.blindSpots", "x").create(SweepView.class))
                .orElseThrow();

        assertThat(few.selfCheck()).isTrue();
        assertThat(many.selfCheck()).isFalse();
        assertThat(mail(many)).contains("Left out of this mail because of its size: 19,980 blind spots.");
    }

    private static void assertFits(Message message, String field) {
        assertThat(AlertSize.bytes(message.alert())).isLessThanOrEqualTo(Alert.MAX_BYTES);
        Map<?, ?> texts = (Map<?, ?>) Json.parse(message.alert().message());
        String document = String.valueOf(texts.get("default"));
        assertThat(Json.parse(document)).isInstanceOf(Map.class);
        boolean shownToNobody =
                field.endsWith("resolved") || field.startsWith("carried") || field.startsWith("restoreProofs");
        if (!shownToNobody) {
            assertThat(document)
                    .as("it says how much more there is")
                    .containsPattern(
                            "more|[1-9]\\d* (violations|notices|events|blind spots|checks|tables)|tablesOmitted\":[1-9]");
        }
    }

    private static String mail(Message message) {
        return String.valueOf(((Map<?, ?>) Json.parse(message.alert().message())).get("email"));
    }

    private static void assertAccepted(Alert alert) {
        try (SandboxAws aws = SandboxAws.start()) {
            String topic = aws.sandbox().topics().create("alerts");
            assertThat(AlertWiring.alerts(aws.clients(), topic, aws.time()).publish(alert))
                    .isEmpty();
        }
    }

    /** A list is as long whatever its texts are. */
    private static Stream<String> texts(Class<?> view, String field) {
        return isList(view, field) ? TEXTS.stream().limit(1) : TEXTS.stream();
    }

    private static boolean isList(Class<?> view, String field) {
        String[] names = field.split("\\.", 2);
        RecordComponent component = Arrays.stream(view.getRecordComponents())
                .filter(each -> each.getName().equals(names[0]))
                .findFirst()
                .orElseThrow();
        if (names.length == 1) {
            return component.getGenericType() instanceof ParameterizedType;
        }
        Class<?> next = component.getGenericType() instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : component.getType();
        return isList(next, names[1]);
    }

    private static String name(String field, String huge) {
        return field + ", " + huge.substring(0, 2);
    }

    /** Returns the paths of all texts and lists of a view. */
    private static Stream<String> fields(Class<?> view, String path) {
        return Arrays.stream(view.getRecordComponents()).flatMap(component -> {
            String here = path.isEmpty() ? component.getName() : path + "." + component.getName();
            if (component.getGenericType() instanceof ParameterizedType list) {
                Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
                return Stream.concat(Stream.of(here), element.isRecord() ? fields(element, here) : Stream.empty());
            }
            if (component.getType().isRecord()) {
                return fields(component.getType(), here);
            }
            return component.getType() == String.class && !isTime(here) ? Stream.of(here) : Stream.empty();
        });
    }

    private static boolean isTime(String field) {
        return field.endsWith("lastNotifiedAt")
                || field.endsWith("omitted")
                || field.endsWith("provenAt")
                || field.endsWith("oldestProofAt");
    }

    /** Creates views of which one field, or all, are huge. */
    private record Huge(String field, String huge) {
        <T> T create(Class<T> view) {
            return view.cast(value(view, ""));
        }

        private Object value(Type type, String path) {
            if (type instanceof ParameterizedType list) {
                return list(list.getActualTypeArguments()[0], path);
            }
            Class<?> target = (Class<?>) type;
            if (target.isRecord()) {
                return record(target, path);
            }
            if (target == String.class) {
                return isTime(path) ? null : isHuge(path) ? huge : "text";
            }
            if (target.isEnum()) {
                return target.getEnumConstants()[0];
            }
            return target == boolean.class
                    ? (Object) path.endsWith("complete")
                    : target == BigDecimal.class ? (Object) BigDecimal.ONE : number(target);
        }

        private static Object number(Class<?> target) {
            return target == long.class || target == Long.class ? (Object) 0L : (Object) 0;
        }

        private boolean isHuge(String path) {
            return field.equals(path) || field.equals(ALL);
        }

        private List<?> list(Type element, String path) {
            int elements = field.equals(path) ? MANY : field.equals(ALL) ? SOME : 1;
            Object one = element == String.class && field.equals(path) ? "text" : value(element, path);
            List<Object> list = new ArrayList<>(Collections.nCopies(elements, one));
            return list;
        }

        private Object record(Class<?> target, String path) {
            RecordComponent[] components = target.getRecordComponents();
            Object[] values = Arrays.stream(components)
                    .map(component -> value(
                            component.getGenericType(),
                            path.isEmpty() ? component.getName() : path + "." + component.getName()))
                    .toArray();
            try {
                return target.getDeclaredConstructor(Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new))
                        .newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
