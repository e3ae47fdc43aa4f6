package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordsTest {
    /** Some of everything. */
    public record Sample(
            String text,
            int number,
            long large,
            @Nullable Integer maybe,
            BigDecimal money,
            boolean yes,
            List<Inner> inner) {}

    /** A view within a view. */
    public record Inner(List<String> names) {}

    private static final String GOOD =
            "{\"text\":\"t\",\"number\":1,\"large\":5000000000,\"maybe\":null,\"money\":1.50,\"yes\":true,\"inner\":[{\"names\":[\"a\"]}]}";

    @Test
    void readsBackWhatWasWritten() {
        Sample sample = new Sample(
                "t \u2028 \"", 1, 5_000_000_000L, 7, new BigDecimal("1.50"), true, List.of(new Inner(List.of("a"))));

        assertThat(JsonRecords.read(Sample.class, Json.write(sample))).isEqualTo(sample);
        assertThat(JsonRecords.read(Sample.class, GOOD).maybe()).isNull();
    }

    /** A view whose values have names of their own. */
    public record Named(OutcomeKind outcome, @Nullable VerdictKind verdict, List<FindingKind> kinds) {}

    @Test
    void writesAndReadsEnumsByTheirNames() {
        Named named = new Named(OutcomeKind.FIX_FAILED, VerdictKind.NON_COMPLIANT, List.of(FindingKind.HISTORY_LOST));

        String json = Json.write(named);

        assertThat(json)
                .isEqualTo("{\"outcome\":\"FixFailed\",\"verdict\":\"NON_COMPLIANT\",\"kinds\":[\"HistoryLost\"]}");
        assertThat(JsonRecords.read(Named.class, json)).isEqualTo(named);
        assertThatThrownBy(() -> JsonRecords.read(Named.class, json.replace("FixFailed", "FIX_FAILED")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Named.outcome is none of [Planned, AlertOnly, Fixed, FixFailed, Unconfirmed, Deferred, OverBudget, Flapping]");
    }

    @Test
    void readsBackWholeSweep() {
        SweepView view = Views.view(
                Views.compliant("a"),
                Views.off("b"),
                Views.fixed("c"),
                Views.open("d", "Möwe \uD83D\uDE80"),
                Views.noticed("e", "resolved"));

        assertThat(JsonRecords.read(SweepView.class, Json.writePretty(view))).isEqualTo(view);
    }

    @Test
    void takesWholeNumberForMoney() {
        assertThat(JsonRecords.read(Sample.class, GOOD.replace("1.50", "2")).money())
                .isEqualByComparingTo("2");
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() {
        assertThat(JsonRecords.read(Sample.class, GOOD.replaceFirst("\\{", "{\"new\":{\"x\":[1]},")))
                .isEqualTo(JsonRecords.read(Sample.class, GOOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "\"number\":1,;;Sample.number is missing",
                "[\"a\"];[1, null];Sample.inner[0].names[1] is null",
                "[\"a\"];{};Sample.inner[0].names is not an array",
                "[{\"names\":[\"a\"]}];[3];Sample.inner[0] is not an object",
                "\"number\":1;\"number\":\"one\";Sample is not of the expected shape",
                "\"number\":1;\"number\":null;Sample is not of the expected shape",
                "\"number\":1;\"number\":5000000000;Sample",
                "\"number\":1;\"number\":1.5;Sample",
                "\"yes\":true;\"yes\":1;Sample is not of the expected shape"
            })
    void tellsWhereTheShapeIsWrong(String good, @Nullable String bad, String message) {
        String json = GOOD.replace(good, bad == null ? "" : bad);

        assertThatThrownBy(() -> JsonRecords.read(Sample.class, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> JsonRecords.read(Sample.class, "[]")).hasMessage("Sample is not an object");
        assertThatThrownBy(() -> JsonRecords.read(Sample.class, "{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsOfViewThatRefusesItsContent() {
        assertThatThrownBy(() -> JsonRecords.read(
                        SweepView.class, "{\"sweep\":null,\"summary\":null,\"tables\":null,\"tablesOmitted\":0}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SweepView");
    }
}
