package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine whose clock is wrong: verdicts and records are those of a machine whose clock is right. */
class SweepClockTest {
    private static final Policy FRESH = Policies.of(Policies.require(
            "*", Policies.days(35).with(RestorePointLagCheck.MAX_LAG, Duration.ofMinutes(15)), Action.ALERT));
    private static final String LEDGER = "pitr-guard-ledger";

    private boolean hasLedger;
    private final SandboxClock awsClock = SandboxClock.at(Instant.parse("2026-11-22T10:00:00Z"));
    private final SandboxAws aws = SandboxAws.start(options -> options.withClock(awsClock));

    @AfterEach
    void close() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT3H", "-PT3H", "PT15M", "-PT15M", "P2D", "-P2D"})
    void saysTheSameOfAStaleTableAndOfOneThatIsFine(Duration ahead) throws InterruptedException {
        setMachine(ahead);
        aws.sandbox().tables().create("stale").enabled(35).latestLag(Duration.ofHours(2));
        aws.sandbox().tables().create("fine").enabled(35);

        SweepView view = sweep();

        assertThat(view.tables())
                .extracting(SweepView.TableView::name, SweepView.TableView::verdict)
                .containsExactly(tuple("fine", VerdictKind.COMPLIANT), tuple("stale", VerdictKind.NON_COMPLIANT));
        assertThat(view.sweep().startedAt()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(view.sweep().finishedAt()).isEqualTo("2026-11-22T10:00:00Z");
        if (ahead.isZero()) {
            assertThat(view.sweep().clock()).isNull();
        } else {
            assertThat(view.sweep().clock())
                    .contains("This machine's clock is", ahead.isNegative() ? "behind AWS's" : "ahead of AWS's");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT15M", "-PT15M", "PT3H", "-PT3H"})
    void reportsNoLostHistoryWhereNoneIsLost(Duration ahead) throws InterruptedException {
        useLedger();
        aws.sandbox().tables().create("orders").enabled(35);
        sweep();
        pass(Duration.ofHours(1));

        setMachine(ahead);
        SweepView view = sweep();
        pass(Duration.ofHours(1));
        setMachine(Duration.ZERO);

        assertThat(orders(view).verdict()).isEqualTo(VerdictKind.COMPLIANT);
        assertThat(orders(sweep()).verdict()).isEqualTo(VerdictKind.COMPLIANT);
    }

    /** Whoever took them for times in the future would throw away what is known of the table. */
    @ParameterizedTest
    @ValueSource(strings = {"-PT15M", "-PT3H", "-P2D"})
    void believesTheLedgersTimesOnAMachineThatIsBehind(Duration ahead) throws InterruptedException {
        useLedger();
        aws.sandbox().tables().create("orders").enabled(35);
        sweep();
        pass(Duration.ofMinutes(10));
        TableRef orders = aws.where().table("orders");
        TableRecord before = ledger().read(orders).success().orElseThrow().record();

        setMachine(ahead);
        assertThat(ledger().read(orders).success().orElseThrow().record())
                .as("a command that only reads")
                .isEqualTo(before);
        sweep();

        setMachine(Duration.ZERO);
        TableRecord after = ledger().read(orders).success().orElseThrow().record();
        assertThat(after.history().points()).containsAll(before.history().points());
        assertThat(after.unnotified()).isEmpty();
        assertThat(ledger().timeline(orders, 100).success().orElseThrow()).isEmpty();
    }

    /** Whoever believed a time in the future would keep silent until then. */
    @Test
    void storesNoTimeLaterThanAwsSays() throws InterruptedException {
        useLedger();
        setMachine(Duration.ofDays(2));
        aws.sandbox().tables().create("orders").enabled(35);
        aws.sandbox().tables().create("off");
        sweep();

        TableRecord record = ledger().read(aws.where().table("orders"))
                .success()
                .orElseThrow()
                .record();
        assertThat(record.lastObservation().orElseThrow().at()).isEqualTo(awsClock.instant());
        assertThat(ledger().timeline(aws.where().table("off"), 100).success().orElseThrow())
                .isNotEmpty()
                .extracting(TimelineEntry::at)
                .allMatch(at -> !at.isAfter(awsClock.instant()));

        pass(Duration.ofHours(1));
        setMachine(Duration.ZERO);
        aws.sandbox().tables().get("orders").disabled();
        SweepView later = sweep();
        assertThat(orders(later).violations())
                .extracting(SweepView.ViolationView::kind)
                .contains(FindingKind.RECOVERY_DISABLED);
        assertThat(orders(later).notification()).as("people hear of it").isNotNull();
    }

    private static SweepView.TableView orders(SweepView view) {
        return view.tables().stream()
                .filter(table -> table.name().equals("orders"))
                .findFirst()
                .orElseThrow();
    }

    private void useLedger() {
        aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
        hasLedger = true;
    }

    private SweepView sweep() throws InterruptedException {
        Settings.LedgerSettings settings = new Settings.LedgerSettings(
                hasLedger ? Optional.of(LEDGER) : Optional.empty(),
                Duration.ofDays(400),
                Duration.ofDays(1),
                FlappingRules.STANDARD);
        SweepOrder order =
                new SweepOrder("sweep at " + awsClock.instant(), aws.where(), FRESH, false, SweepOrder.NO_DEADLINE);
        return SweepViews.of(SweepFixture.run(
                Wiring.sweep(aws.functionClients(), Double.POSITIVE_INFINITY, settings, aws.time()), order));
    }

    private Ledger ledger() {
        return Wiring.ledger(aws.clients(), LEDGER, Duration.ofDays(400), aws.time());
    }

    /** Sets the machine's clock so much ahead of AWS's. */
    private void setMachine(Duration ahead) {
        aws.time().set(awsClock.instant().plus(ahead));
    }

    private void pass(Duration time) {
        awsClock.advance(time);
        aws.time().advance(time);
    }
}
