package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static io.pitrguard.sweep.SweepFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.HistoryCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTable;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sweeps remember of tables, and what they find out because of it. */
class SweepLedgerTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final Policy REMEDIATE = Policies.of(Policies.remediate("*", 35));

    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private InMemoryTable orders = new InMemoryTable();

    @BeforeEach
    void useLedger() {
        world.ledger = ledger;
    }

    private TableRecord record() {
        return ledger.read(ORDERS).success().orElseThrow().record();
    }

    private List<TimelineEntry.Kind> timeline() {
        return ledger.timeline(ORDERS, 100).success().orElseThrow().stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    /** Somebody switches recovery off for a minute, and nobody looks. */
    private Instant restart() {
        orders.disabled();
        world.time.advance(Duration.ofMinutes(1));
        world.tables.enable(ORDERS, 35);
        Instant restarted = world.time.instant();
        world.time.advance(Duration.ofHours(1));
        return restarted;
    }

    @Test
    void findsHistoryThatWasLostBetweenTwoSweeps() throws Exception {
        orders = world.tables.create("orders", 35);
        world.read(Policy.BUILT_IN);
        Instant restarted = restart();

        SweepResult result = world.read(Policy.BUILT_IN);

        HistoryCheck.HistoryLost lost =
                new HistoryCheck.HistoryLost(world.time.instant().minus(Duration.ofDays(35)), restarted);
        assertThat(verdict(result, "orders")).isEqualTo(new Verdict.NonCompliant(List.of(lost)));
        assertThat(timeline()).containsExactly(TimelineEntry.Kind.HISTORY_LOST);
    }

    @Test
    void keepsSayingItUntilTheWindowHasGrownBackButNotesItOnce() throws Exception {
        orders = world.tables.create("orders", 35);
        world.read(Policy.BUILT_IN);
        restart();
        world.read(Policy.BUILT_IN);
        world.time.advance(Duration.ofDays(20));
        assertThat(verdict(world.read(Policy.BUILT_IN), "orders")).isInstanceOf(Verdict.NonCompliant.class);

        world.time.advance(Duration.ofDays(15));
        SweepResult later = world.read(Policy.BUILT_IN);

        assertThat(verdict(later, "orders")).isEqualTo(new Verdict.Compliant());
        assertThat(timeline()).containsExactlyInAnyOrder(TimelineEntry.Kind.HISTORY_LOST, TimelineEntry.Kind.RESOLVED);
    }

    @Test
    void asksOnlyForTheWindowThatThePolicyRequires() throws Exception {
        Policy week = Policies.of(Policies.require("*", Policies.days(7), Action.ALERT));
        orders = world.tables.create("orders", 35);
        world.read(week);
        restart();
        assertThat(verdict(world.read(week), "orders")).isInstanceOf(Verdict.NonCompliant.class);

        world.time.advance(Duration.ofDays(7));

        assertThat(verdict(world.read(week), "orders")).isEqualTo(new Verdict.Compliant());
    }

    @Test
    void enablesWithTheFormerPeriodWhereThatIsLongerThanRequired() throws Exception {
        Policy week = Policies.of(Policies.remediate("*", 7));
        orders = world.tables.create("orders", 35);
        world.read(week);
        orders.disabled();
        world.time.advance(Duration.ofMinutes(15));
        String former = "with its former period of 35 days; the policy asks for 7";

        assertThat(world.read(week).tables().getFirst().outcome())
                .hasValueSatisfying(planned -> assertThat(planned.message()).contains(former));
        assertThat(world.fix(week).tables().getFirst().outcome())
                .hasValueSatisfying(fixed -> assertThat(fixed.message()).contains(former));
        assertThat(world.tables.read(ORDERS))
                .isInstanceOfSatisfying(
                        RecoveryState.Enabled.class,
                        on -> assertThat(on.periodDays()).hasValue(35));
    }

    @Test
    void leavesAShorterPeriodThatSomebodyChose() throws Exception {
        Policy week = Policies.of(Policies.remediate("*", 7));
        orders = world.tables.create("orders", 35);
        world.read(week);
        orders.disabled();
        world.time.advance(Duration.ofMinutes(1));
        world.tables.enable(ORDERS, 14);
        world.time.advance(Duration.ofMinutes(15));

        assertThat(world.fix(week).tables().getFirst().outcome()).isEmpty();
    }

    @Test
    void reportsThatTheRemediationOfTableThatWasOffCameTooLateForItsHistory() throws Exception {
        orders = world.tables.create("orders", 35);
        world.read(REMEDIATE);
        orders.disabled();
        world.time.advance(Duration.ofMinutes(15));

        SweepResult result = world.fix(REMEDIATE);

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(verdict(result, "orders"))
                .isInstanceOfSatisfying(
                        Verdict.NonCompliant.class,
                        fallen -> assertThat(fallen.violations())
                                .singleElement()
                                .isInstanceOf(HistoryCheck.HistoryLost.class));
        assertThat(timeline())
                .contains(
                        TimelineEntry.Kind.OPENED,
                        TimelineEntry.Kind.RESOLVED,
                        TimelineEntry.Kind.REMEDIATED,
                        TimelineEntry.Kind.HISTORY_LOST);
        assertThat(outcome(world.fix(REMEDIATE), "orders"))
                .as("nothing left to correct")
                .isEqualTo("none");
    }

    @Test
    void letsLossesBeThatPeopleKnowOf() throws Exception {
        orders = world.tables.create("orders", 35);
        world.read(Policy.BUILT_IN);
        restart();
        world.read(Policy.BUILT_IN);
        Ledger.Stored stored = ledger.read(ORDERS).success().orElseThrow();
        ledger.write(stored, stored.record().acknowledge(world.time.instant()), List.of());

        assertThat(verdict(world.read(Policy.BUILT_IN), "orders")).isEqualTo(new Verdict.Compliant());
    }

    @Test
    void worksWithoutTheLedgerAndSaysSo() throws Exception {
        world.tables.create("orders");
        ledger.fail(new Cause(Cause.Kind.THROTTLED, "The ledger is busy."));

        SweepResult result = world.fix(REMEDIATE);

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(result.ledgerFailure())
                .hasValueSatisfying(why -> assertThat(why.message()).isEqualTo("The ledger is busy."));
        ledger.recover();
        assertThat(world.read(REMEDIATE).ledgerFailure()).isEmpty();
    }

    @Test
    void resolvesNothingThatItCannotRead() throws Exception {
        world.tables.create("orders");
        world.read(Policy.BUILT_IN);
        world.tables.on(Call.READ, "orders").fail(Cause.Kind.DENIED);
        world.time.advance(Duration.ofHours(1));

        world.read(Policy.BUILT_IN);

        assertThat(timeline()).containsExactly(TimelineEntry.Kind.OPENED);
        assertThat(record().lastObservation())
                .hasValueSatisfying(seen -> assertThat(seen.violations()).containsKey(FindingKind.RECOVERY_DISABLED));
        assertThat(record().lastUnreadable()).isPresent();
    }

    @Test
    void doesNotWriteAgainWhatIsAsItWas() throws Exception {
        orders = world.tables.create("orders", 35);
        world.read(Policy.BUILT_IN);
        long version = ledger.read(ORDERS).success().orElseThrow().version();
        world.time.advance(Duration.ofHours(1));

        world.read(Policy.BUILT_IN);

        assertThat(ledger.read(ORDERS).success().orElseThrow().version()).isEqualTo(version);
        world.time.advance(Duration.ofHours(6));
        world.read(Policy.BUILT_IN);
        assertThat(record().lastObservation())
                .hasValueSatisfying(seen -> assertThat(seen.at()).isEqualTo(world.time.instant()));
    }

    /** A list that lags, or a page that leaves a table out, must not make it look fine. */
    @Test
    void judgesAKnownTableThatAwsDoesNotList() throws Exception {
        orders = world.tables.create("orders", 35);
        world.read(REMEDIATE);
        orders.disabled();
        orders.unlisted();

        SweepResult result = world.fix(REMEDIATE, SweepListener.SILENT);

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(world.tables.days("orders")).hasValue(35);
    }

    @Test
    void leavesNoKnownTableOutThatIsNotListedAndCannotBeRead() throws Exception {
        orders = world.tables.create("orders", 35);
        world.read(REMEDIATE);
        orders.unlisted();
        world.tables.on(Call.READ, "orders").fail(Cause.Kind.DENIED);

        SweepResult result = world.fix(REMEDIATE, SweepListener.SILENT);

        assertThat(verdict(result, "orders")).isInstanceOf(Verdict.Undetermined.class);
        assertThat(record().lastUnreadable()).isPresent();
    }
}
