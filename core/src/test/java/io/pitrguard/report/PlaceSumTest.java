package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.OrganizationReport.PlaceReport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceSumTest {
    private static final PlaceView PLACE = Places.place("111122223333", "eu-west-1");

    /** Parts in their order: number, {@code +} if tables are left, {@code !} if its listing failed; {@code ?} cannot be read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "1; -",
                "1+ 2+ 3; -",
                "1+! 2; -",
                "''; Its worker stored no result of call 1.",
                "1+; Its worker stored no result of call 2.",
                "1+ 2+; Its worker stored no result of call 3.",
                "2; Its worker stored no result of call 1.",
                "1+ 3; Its worker stored no result of call 2.",
                "1!; No list.",
                "1+ 2!; No list.",
                "?; No read.",
                "1+ ?; No read.",
                "1+ ? 3; No read.",
                "1~; Time ran out before every table was read, or remediated where that was due.",
            })
    void isCompleteOnlyWithAWholeSeriesOfPartsAndItsEnd(String parts, String failure) {
        PlaceSum sum = new PlaceSum(PLACE, Optional.empty());
        for (String part :
                Arrays.stream(parts.split(" ")).filter(text -> !text.isEmpty()).toList()) {
            if (part.equals("?")) {
                sum.unreadable("No read.");
            } else {
                sum.add(part(part));
            }
        }

        PlaceReport report = sum.report();

        assertThat(report.complete()).isEqualTo(failure == null);
        if (failure != null) {
            assertThat(report.failure()).startsWith(failure);
        }
    }

    private static PartView part(String text) {
        int call = Integer.parseInt(text.substring(0, 1));
        PartView part = Places.part(
                PLACE, call, text.contains("+"), text.contains("!") ? "No list." : null, Views.off("orders"));
        return text.contains("~") ? outOfTime(part) : part;
    }

    private static PartView outOfTime(PartView part) {
        return new PartView(
                part.place(),
                part.call(),
                false,
                Views.view(false, null, part.view().tables()),
                part.names(),
                part.pending(),
                part.problems());
    }

    /**
     * Tables that the parts found to fall short, tables that the ledger has, how many of those fell short, and how many of
     * the unread ones, which are all undetermined, fell short.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0",
        "0, 3, 0, 3, 0",
        "0, 3, 1, 3, 1",
        "0, 3, 3, 3, 3",
        "2, 3, 0, 1, 0",
        "2, 3, 2, 1, 0",
        "2, 3, 3, 1, 1",
        "2, 2, 2, 0, 0",
        "2, 1, 1, 0, 0",
        "1, 2, 3, 1, 1",
    })
    void tablesThatNoPartIsAboutAreUndeterminedWhateverTheLedgerHas(
            int judged, int known, int nonCompliant, int unread, int fellShort) {
        PlaceSum sum = new PlaceSum(PLACE, Optional.empty());
        sum.add(Places.part(
                PLACE,
                1,
                true,
                IntStream.range(0, judged)
                        .mapToObj(i -> Views.off("table-" + i))
                        .toArray(SweepView.TableView[]::new)));
        assertThat(sum.failed()).isTrue();

        sum.unread(known, nonCompliant);

        assertThat(sum.report().summary().undetermined()).isEqualTo(unread);
        assertThat(sum.report().lastNonCompliant()).isEqualTo(fellShort);
        assertThat(sum.report().summary().nonCompliant()).isEqualTo(judged);
        assertThat(sum.report().summary().tables()).isEqualTo(judged + unread);
    }

    @Test
    void aLedgerThatCannotSayWhichTablesThereAreIsAFailure() {
        PlaceSum sum = new PlaceSum(PLACE, Optional.empty());
        sum.uncounted("AWS denied dynamodb:Query.");
        sum.notSwept("Its regions could not be listed.");

        assertThat(sum.report().ledgerFailure()).isEqualTo("AWS denied dynamodb:Query.");
        assertThat(sum.report().failure()).isEqualTo("Its regions could not be listed.");
        assertThat(sum.failed()).isTrue();
        PlaceSum whole = new PlaceSum(PLACE, Optional.empty());
        whole.add(part("1"));
        assertThat(whole.failed()).isFalse();
    }

    @Test
    void addsUpWhatEveryPartHas() {
        PartView first = Places.part(PLACE, 1, true, Views.off("a"), Views.fixed("b"), Views.compliant("c"));
        PartView second = Places.part(PLACE, 2, false, Views.open("d", "No permission."), Views.off("e"));
        PartView known = new PartView(
                PLACE, 3, false, second.view(), second.names(), List.of(), List.of("No rule forwards calls."));

        PlaceReport report = Places.report(PLACE, "team-a", first, second, known);

        assertThat(report.summary().tables()).isEqualTo(7);
        assertThat(report.summary().nonCompliant()).isEqualTo(3);
        assertThat(report.summary().undetermined()).isEqualTo(2);
        assertThat(report.summary().fixed()).isEqualTo(1);
        assertThat(report.summary().enabledMonthlyCostUsd()).isEqualByComparingTo("2.25");
        assertThat(report.summary().proposedMonthlyCostUsd()).isEqualByComparingTo("4.50");
        assertThat(report.toNotify()).isEqualTo(6);
        assertThat(report.reads()).isEqualTo(new SweepView.Reads(36, 9));
        assertThat(report.calls()).isEqualTo(3);
        assertThat(report.problems()).containsExactly("No rule forwards calls.");
        assertThat(report.owner()).isEqualTo("team-a");
        assertThat(report.description()).isEqualTo("111122223333 name-3333 (Workloads), eu-west-1");
    }
}
