package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Knows what is true of the tables of a soak, worked out without the product's evaluator. */
final class SoakOracle {
    /** What the policy asks for. */
    static final int DAYS = 35;

    private static final SortedSet<FindingKind> FALLS_SHORT =
            new TreeSet<>(List.of(FindingKind.RECOVERY_DISABLED, FindingKind.PERIOD_TOO_SHORT));

    private final DriftTestBed bed;
    // By the id of a table: those whose history somebody threw away, and those whose window the ledger knew then.
    private final Set<String> cut = new HashSet<>();
    private final Set<String> lossesKnown = new HashSet<>();

    SoakOracle(DriftTestBed bed) {
        this.bed = bed;
    }

    /** Notes that somebody changed a table whose recovery was so before. */
    void noteCut(String name, Recovery was) {
        boolean still = bed.aws.sandbox().tables().names().contains(name);
        if (still && was instanceof Recovery.Enabled on) {
            Recovery is = bed.table(name).recovery();
            if (!(is instanceof Recovery.Enabled now)
                    || now.days() < on.days()
                    || now.earliest().isAfter(on.earliest())) {
                cut.add(bed.table(name).tableId());
            }
            if (is instanceof Recovery.Disabled && on.earliest().isBefore(notWorthTelling()) && knowsWindow(name)) {
                lossesKnown.add(bed.table(name).tableId());
            }
        }
    }

    /** The loss of a shorter time than ten minutes is none; the last restorable moment lags five behind. */
    private Instant notWorthTelling() {
        return bed.aws.time().instant().minus(Duration.ofMinutes(20));
    }

    private boolean knowsWindow(String name) {
        TableRecord record = bed.record(name);
        return record.tableId().equals(Optional.of(bed.table(name).tableId()))
                && record.lastObservation()
                        .filter(last -> last.recovery().status() == LastObservation.Status.ENABLED)
                        .isPresent();
    }

    /** Returns what each table falls short of. */
    Map<String, SortedSet<FindingKind>> truths() {
        return existing().stream().collect(Collectors.toMap(Function.identity(), this::fallsShort));
    }

    private List<String> existing() {
        return bed.aws.sandbox().tables().names().stream()
                .filter(name -> !name.equals(DriftTestBed.LEDGER))
                .toList();
    }

    /** Returns the recovery of each table, by its id. */
    Map<String, Recovery> recoveries() {
        Map<String, Recovery> all = new HashMap<>();
        existing()
                .forEach(name ->
                        all.put(bed.table(name).tableId(), bed.table(name).recovery()));
        return all;
    }

    /** Law 2: whatever a run does, no table's recovery goes off or gets shorter. */
    void assertNothingGotWorse(Map<String, Recovery> before) {
        for (String name : existing()) {
            Recovery was = before.get(bed.table(name).tableId());
            if (was instanceof Recovery.Enabled on) {
                assertThat(bed.table(name).recovery())
                        .as(name)
                        .isInstanceOfSatisfying(
                                Recovery.Enabled.class,
                                now -> assertThat(now.days()).isGreaterThanOrEqualTo(on.days()));
            }
        }
    }

    private SortedSet<FindingKind> fallsShort(String name) {
        SortedSet<FindingKind> kinds = new TreeSet<>();
        if (!name.startsWith("tmp-")) {
            switch (bed.table(name).recovery()) {
                case Recovery.Enabled on when on.days() < DAYS -> kinds.add(FindingKind.PERIOD_TOO_SHORT);
                case Recovery.Enabled _ -> {}
                case Recovery.Disabled _ -> kinds.add(FindingKind.RECOVERY_DISABLED);
            }
        }
        return kinds;
    }

    private VerdictKind truth(String name) {
        boolean lost = lastLost(name);
        return verdict(name, lost || !fallsShort(name).isEmpty());
    }

    private boolean lastLost(String name) {
        return bed.record(name).lastObservation().orElseThrow().violations().containsKey(FindingKind.HISTORY_LOST);
    }

    /** Law 1: a verdict is right, or it is Undetermined; and nothing is left out or listed twice. */
    void assertJudgedRightly(SweepView view, Map<String, SortedSet<FindingKind>> before) {
        Map<String, SweepView.TableView> judged = new TreeMap<>();
        for (SweepView.TableView table : view.tables()) {
            assertThat(judged.put(table.name(), table)).as(table.name()).isNull();
        }
        assertListed(view, judged);
        for (String name : existing()) {
            SweepView.TableView table = judged.get(name);
            if (table != null && table.verdict() != VerdictKind.UNDETERMINED) {
                assertViolations(name, table, isUnconfirmed(table) ? before.get(name) : fallsShort(name));
            }
        }
    }

    /** A sweep that says that it is complete has each table; of those that are gone there may be something to tell. */
    private void assertListed(SweepView view, Map<String, SweepView.TableView> judged) {
        Set<String> missing = new TreeSet<>(bed.aws.sandbox().tables().names());
        judged.forEach((name, table) -> {
            if (!missing.remove(name)) {
                assertThat(table.verdict()).as("%s is gone", name).isEqualTo(VerdictKind.NOT_APPLICABLE);
            }
        });
        if (view.sweep().complete()) {
            assertThat(missing).as("tables that are left out").isEmpty();
        }
    }

    /** What a table falls short of is what is true of it; history is lost only where somebody threw it away. */
    private void assertViolations(String name, SweepView.TableView table, SortedSet<FindingKind> expected) {
        SortedSet<FindingKind> found = new TreeSet<>(
                table.violations().stream().map(SweepView.ViolationView::kind).toList());
        String id = bed.table(name).tableId();
        if (found.remove(FindingKind.HISTORY_LOST)) {
            assertThat(cut).as("tables whose history somebody threw away").contains(id);
        }
        assertThat(found).as(name + ": " + table).isEqualTo(expected);
        assertThat(table.verdict())
                .as(name)
                .isEqualTo(verdict(name, !table.violations().isEmpty()));
    }

    private static VerdictKind verdict(String name, boolean fallsShort) {
        if (name.startsWith("tmp-")) {
            return VerdictKind.EXEMPT;
        }
        return fallsShort ? VerdictKind.NON_COMPLIANT : VerdictKind.COMPLIANT;
    }

    /** Whether it was changed and the reads after that failed. */
    private static boolean isUnconfirmed(SweepView.TableView table) {
        return table.remediation() != null && table.remediation().outcome() == OutcomeKind.UNCONFIRMED;
    }

    /** Asserts that a sweep without faults, its metrics, the ledger and what people know all agree with the truth. */
    void assertAgrees(SweepView last) {
        assertThat(last.summary().undetermined()).isZero();
        assertThat(last.sweep().complete()).isTrue();
        assertMetrics(last);
        existing().forEach(this::assertRecorded);
    }

    private void assertMetrics(SweepView view) {
        Map<VerdictKind, Long> truths =
                existing().stream().collect(Collectors.groupingBy(this::truth, Collectors.counting()));
        assertThat(view.summary().nonCompliant())
                .isEqualTo(truths.getOrDefault(VerdictKind.NON_COMPLIANT, 0L).intValue());
        assertThat(bed.sweepMetric("NonCompliantTables")).isEqualTo(truths.getOrDefault(VerdictKind.NON_COMPLIANT, 0L));
        assertThat(bed.sweepMetric("ExemptTables")).isEqualTo(truths.getOrDefault(VerdictKind.EXEMPT, 0L));
        // The ledger is a table too.
        assertThat(bed.sweepMetric("CompliantTables")).isEqualTo(truths.getOrDefault(VerdictKind.COMPLIANT, 0L) + 1);
        assertThat(bed.sweepMetric("UndeterminedTables")).isZero();
    }

    /** The ledger and what people know agree with the truth, and what may be remediated is. */
    private void assertRecorded(String name) {
        TableRecord record = bed.record(name);
        LastObservation last = record.lastObservation().orElseThrow();
        assertThat(last.verdict()).as(name).isEqualTo(truth(name));
        String id = bed.table(name).tableId();
        if (lastLost(name)) {
            assertThat(cut).contains(id);
        } else if (lossesKnown.contains(id) && bed.table(name).recovery() instanceof Recovery.Enabled) {
            assertThat(name)
                    .as("whose loss of history is known: %s %s %s", id, record, bed.timeline(name))
                    .startsWith("tmp-");
        }
        assertThat(record.lastUnreadable()).as(name).isEmpty();
        SortedSet<FindingKind> notified = new TreeSet<>(record.notified().open());
        assertThat(notified).as(name).doesNotContain(FindingKind.UNDETERMINED, FindingKind.FIX_FAILED);
        notified.retainAll(FALLS_SHORT);
        assertThat(notified).as("what people know of " + name).isEqualTo(fallsShort(name));
        assertThat(record.unnotified())
                .as("what people must still hear of " + name)
                .isEmpty();
        if (name.startsWith("orders-") && !fallsShort(name).isEmpty()) {
            assertThat(record.flapping().flappingSince(FlappingRules.STANDARD))
                    .as(name)
                    .isPresent();
        }
    }
}
