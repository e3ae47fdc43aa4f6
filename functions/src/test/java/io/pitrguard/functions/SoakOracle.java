package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Knows what is true of the tables of one account and region of a soak. */
final class SoakOracle {
    private final SandboxAws aws;
    private final SoakPlace place;
    private final Ledger ledger;
    // By the id of a table: those whose history somebody threw away, and those whose window the ledger knew then.
    private final Set<String> cut = new HashSet<>();
    private final Set<String> lossesKnown = new HashSet<>();

    SoakOracle(SandboxAws aws, SoakPlace place) {
        this.aws = aws;
        this.place = place;
        this.ledger =
                new DynamoDbLedger(aws.clients().dynamoDb(), DriftTestBed.LEDGER, Duration.ofDays(400), aws.time());
    }

    /** Notes what somebody did to a table. */
    void note(SoakPlace.Change change) {
        String name = change.table();
        if (!place.has(name) || !(change.was().orElse(null) instanceof Recovery.Enabled on)) {
            return;
        }
        String id = place.table(name).tableId();
        Recovery is = place.recovery(name);
        if (!(is instanceof Recovery.Enabled now)
                || now.days() < on.days()
                || now.earliest().isAfter(on.earliest())) {
            cut.add(id);
        }
        if (is instanceof Recovery.Disabled && on.earliest().isBefore(notWorthTelling()) && knowsWindow(name)) {
            lossesKnown.add(id);
        }
    }

    /** The loss of a shorter time than ten minutes is none; the last restorable moment lags five behind. */
    private Instant notWorthTelling() {
        return aws.time().instant().minus(Duration.ofMinutes(20));
    }

    private boolean knowsWindow(String name) {
        TableRecord record = record(name);
        return record.tableId().equals(Optional.of(place.table(name).tableId()))
                && record.lastObservation()
                        .filter(last -> last.recovery().status() == LastObservation.Status.ENABLED)
                        .isPresent();
    }

    private TableRecord record(String name) {
        return ledger.read(place.where.table(name)).success().orElseThrow().record();
    }

    /** Law 2: whatever a run does, no table's recovery goes off or gets shorter. */
    void assertNothingGotWorse(Map<String, Recovery> before) {
        for (String name : place.existing()) {
            Recovery was = before.get(place.table(name).tableId());
            if (was instanceof Recovery.Enabled on) {
                assertThat(place.recovery(name))
                        .as(name)
                        .isInstanceOfSatisfying(
                                Recovery.Enabled.class,
                                now -> assertThat(now.days()).isGreaterThanOrEqualTo(on.days()));
            }
        }
    }

    /** Law 1: a verdict is right, or it is Undetermined with its cause; and no table is judged twice. */
    void assertJudgedRightly(SweepView view, Map<String, SortedSet<FindingKind>> before) {
        Set<String> judged = new HashSet<>();
        for (SweepView.TableView table : view.tables()) {
            String name = table.name();
            assertThat(judged.add(name)).as("%s is judged once", name).isTrue();
            if (table.verdict() == VerdictKind.UNDETERMINED) {
                assertThat(table.reason()).as(name).isNotBlank();
            } else if (name.equals(DriftTestBed.LEDGER)) {
                assertThat(table.verdict()).isEqualTo(VerdictKind.COMPLIANT);
            } else if (place.has(name)) {
                assertViolations(name, table, isUnconfirmed(table) ? before.get(name) : place.fallsShort(name));
            } else {
                // Of tables that are gone there may be something to tell.
                assertThat(table.verdict()).as("%s is gone", name).isEqualTo(VerdictKind.NOT_APPLICABLE);
            }
        }
    }

    /** What a table falls short of is what is true of it; history is lost only where somebody threw it away. */
    private void assertViolations(String name, SweepView.TableView table, SortedSet<FindingKind> expected) {
        SortedSet<FindingKind> found = new TreeSet<>(
                table.violations().stream().map(SweepView.ViolationView::kind).toList());
        if (found.remove(FindingKind.HISTORY_LOST)) {
            assertThat(cut)
                    .as("tables whose history somebody threw away")
                    .contains(place.table(name).tableId());
        }
        assertThat(found).as(name + ": " + table).isEqualTo(expected);
        assertThat(table.verdict())
                .as(name)
                .isEqualTo(SoakPolicy.verdict(name, !table.violations().isEmpty()));
    }

    /** Whether it was changed and the reads after that failed. */
    private static boolean isUnconfirmed(SweepView.TableView table) {
        return table.remediation() != null && table.remediation().outcome() == OutcomeKind.UNCONFIRMED;
    }

    /**
     * Asserts that after a sweep without faults the ledger and what people know agree with the truth, and that what may be
     * remediated is.
     *
     * @return how many tables have which verdict
     */
    Map<VerdictKind, Long> assertRecorded() {
        Map<VerdictKind, Long> verdicts = new EnumMap<>(VerdictKind.class);
        for (String name : place.existing()) {
            verdicts.merge(assertRecorded(name), 1L, Long::sum);
        }
        return verdicts;
    }

    private VerdictKind assertRecorded(String name) {
        TableRecord record = record(name);
        LastObservation last = record.lastObservation().orElseThrow();
        SortedSet<FindingKind> fallsShort = place.fallsShort(name);
        String id = place.table(name).tableId();
        boolean lost = last.violations().containsKey(FindingKind.HISTORY_LOST);
        VerdictKind truth = SoakPolicy.verdict(name, lost || !fallsShort.isEmpty());
        assertThat(last.verdict()).as(name).isEqualTo(truth);
        if (lost) {
            assertThat(cut).contains(id);
        } else if (lossesKnown.contains(id) && place.recovery(name) instanceof Recovery.Enabled) {
            assertThat(SoakPolicy.exempts(name))
                    .as("the loss of history of %s is known: %s %s", name, id, record)
                    .isTrue();
        }
        assertNotified(name, record, fallsShort);
        if (SoakPolicy.remediates(name) && !fallsShort.isEmpty()) {
            assertThat(record.flapping().flappingSince(FlappingRules.STANDARD))
                    .as(name)
                    .isPresent();
        }
        return truth;
    }

    private static void assertNotified(String name, TableRecord record, SortedSet<FindingKind> fallsShort) {
        assertThat(record.lastUnreadable()).as(name).isEmpty();
        SortedSet<FindingKind> notified = new TreeSet<>(record.notified().open());
        assertThat(notified).as(name).doesNotContain(FindingKind.UNDETERMINED, FindingKind.FIX_FAILED);
        notified.retainAll(SoakPolicy.FALLS_SHORT);
        assertThat(notified).as("what people know of " + name).isEqualTo(fallsShort);
        assertThat(record.unnotified())
                .as("what people must still hear of %s", record)
                .isEmpty();
    }
}
