package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of events: what is missing or of the wrong kind is named. */
class EventFieldsTest {
    private static final EventFields EVENT = EventFields.parse("The event", """
            {"text": "word", "empty": "", "null": null, "number": 7, "big": 12345678901, "fraction": 7.5, "digits": "35",
             "yes": true, "no": false, "Yes": "True", "No": "FALSE", "at": "2026-11-22T10:04:05.636Z",
             "object": {"inner": 1}, "json": "{\\"inner\\": 1}", "blank": " ", "list": [{"a": "b"}], "mixed": [{}, 7]}
            """);

    @Test
    void readsWhatIsThere() {
        assertThat(EVENT.text("text")).isEqualTo("word");
        assertThat(EVENT.optionalText("text")).hasValue("word");
        assertThat(EVENT.time("at")).isEqualTo(Instant.parse("2026-11-22T10:04:05.636Z"));
        assertThat(EVENT.object("object").byName()).isEqualTo(Map.of("inner", 1L));
        assertThat(EVENT.objects("list"))
                .singleElement()
                .satisfies(each -> assertThat(each.text("a")).isEqualTo("b"));
        assertThat(EVENT.number("number")).hasValue(7);
        assertThat(EVENT.number("digits")).hasValue(35);
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "json"})
    void readsObjectsAsTheyAreAndAsTexts(String name) {
        assertThat(EVENT.objectOrJson(name))
                .hasValueSatisfying(object -> assertThat(object.byName()).isEqualTo(Map.of("inner", 1L)));
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "Yes, true", "no, false", "No, false", "null, false", "missing, false"})
    void readsTruthAsItIsAndAsText(String name, boolean truth) {
        assertThat(EVENT.isTrue(name)).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "null"})
    void takesNullForMissing(String name) {
        assertThat(EVENT.optionalText(name)).isEmpty();
        assertThat(EVENT.optionalObject(name)).isEmpty();
        assertThat(EVENT.objectOrJson(name)).isEmpty();
        assertThat(EVENT.objects(name)).isEmpty();
        assertThat(EVENT.number(name)).isEmpty();
    }

    @Test
    void takesEmptyTextsForMissing() {
        assertThat(EVENT.optionalText("empty")).isEmpty();
        assertThat(EVENT.objectOrJson("empty")).isEmpty();
        assertThat(EVENT.objectOrJson("blank")).isEmpty();
    }

    static List<Arguments> missing() {
        return List.of(
                Arguments.of("text", (Function<EventFields, Object>) event -> event.text("gone")),
                Arguments.of("empty text", (Function<EventFields, Object>) event -> event.text("empty")),
                Arguments.of("null", (Function<EventFields, Object>) event -> event.text("null")),
                Arguments.of("time", (Function<EventFields, Object>) event -> event.time("gone")),
                Arguments.of("object", (Function<EventFields, Object>) event -> event.object("gone")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void missing(String what, Function<EventFields, Object> read) {
        assertThatExceptionOfType(InvocationFailedException.class)
                .as(what)
                .isThrownBy(() -> read.apply(EVENT))
                .withMessageMatching("The event has no '(gone|empty|null)'. Check what invokes this function.");
    }

    static List<Arguments> wrong() {
        return List.of(
                wrong(event -> event.text("number"), "number is not a text but '7'"),
                wrong(event -> event.optionalText("object"), "object is not a text but '{inner=1}'"),
                wrong(event -> event.time("text"), "text is not a time such as 2026-11-22T10:00:00.000Z but 'word'"),
                wrong(event -> event.object("text"), "text is not an object but 'word'"),
                wrong(event -> event.objectOrJson("number"), "number is not an object but '7'"),
                wrong(event -> event.objects("text"), "text is not a list but 'word'"),
                wrong(event -> event.objects("mixed"), "mixed[] is not an object but '7'"),
                wrong(event -> event.isTrue("text"), "text is not true or false but 'word'"),
                wrong(event -> event.isTrue("number"), "number is not true or false but '7'"),
                wrong(event -> event.number("text"), "text is not a whole number but 'word'"),
                wrong(event -> event.number("big"), "big is not a whole number but '12345678901'"),
                wrong(event -> event.number("fraction"), "fraction is not a whole number but '7.5'"),
                wrong(event -> event.number("yes"), "yes is not a whole number but 'true'"));
    }

    private static Arguments wrong(Function<EventFields, Object> read, String message) {
        return Arguments.of(message, read);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrong(String message, Function<EventFields, Object> read) {
        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> read.apply(EVENT))
                .withMessage("The event." + message + ". Check what invokes this function.");
    }

    @Test
    void namesWhereAFieldStands() {
        EventFields event = EventFields.parse("The event", "{\"a\": {\"b\": \"{\\\"c\\\": [{\\\"d\\\": 7}]}\"}}");
        EventFields innermost =
                event.object("a").objectOrJson("b").orElseThrow().objects("c").getFirst();

        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> innermost.text("d"))
                .withMessageStartingWith("The event.a.b.c[].d is not a text but '7'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{oops | The event is not JSON: ",
                "~~ | The event is empty, not JSON",
                "{} {} | The event has more after its end",
                "[] | The event is JSON, but no object. Check what invokes this function.",
                "null | The event is JSON, but no object. Check what invokes this function.",
                "7 | The event is JSON, but no object. Check what invokes this function."
            })
    void refusesWhatIsNoObject(String json, String message) {
        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> EventFields.parse("The event", json))
                .withMessageStartingWith(message);
    }
}
