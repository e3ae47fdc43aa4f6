package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSessions;
import io.pitrguard.ledger.NotificationRecorder;
import io.pitrguard.ledger.NotificationSettings;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.SweepListener;
import io.pitrguard.remediate.NextRun;
import io.pitrguard.remediate.Remediation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sweeps over tables in memory. Every sweep that a test runs passes {@link #assertNothingLost}. */
public final class SweepFixture {
    public static final PriceList PRICES =
            new PriceList(LocalDate.parse("2026-01-01"), Map.of("eu-west-1", BigDecimal.ONE));

    public final SettableTime time = new SettableTime();
    public final InMemoryTables tables = new InMemoryTables(time);
    public double rate = Double.POSITIVE_INFINITY;
    public int workers = 16;
    public Ledger ledger = Ledger.NONE;
    public SharedChangeCounter changes = SharedChangeCounter.NONE;
    public RestoreStore restores = RestoreStore.NONE;
    public RecordedHints hints = RecordedHints.NONE;
    public Optional<Rotation> rotation = Optional.empty();
    public boolean notifies = true;
    public NextRun nextRun = NextRun.SCHEDULED;
    private int runs;
    public PriceList prices = PRICES;

    /** Counts what a listener must hear of every sweep. */
    public static final class Ear implements SweepListener {
        private final AtomicInteger listed = new AtomicInteger();
        private final Set<TableRef> read = ConcurrentHashMap.newKeySet();

        @Override
        public void listed(int tables, boolean done) {
            listed.set(tables);
        }

        @Override
        public void read(TableRef table) {
            assertThat(read.add(table)).as("%s is read once", table).isTrue();
        }
    }

    public SweepResult read(Policy policy) throws InterruptedException {
        return run(policy, false, SweepOrder.NO_DEADLINE);
    }

    public SweepResult fix(Policy policy) throws InterruptedException {
        return run(policy, true, SweepOrder.NO_DEADLINE);
    }

    /** Fixes, and lets a listener hear it instead of checking the law. */
    public SweepResult fix(Policy policy, SweepListener listener) throws InterruptedException {
        return sweep().run(
                        new SweepOrder("test-" + ++runs, InMemoryTables.WHERE, policy, true, SweepOrder.NO_DEADLINE),
                        listener);
    }

    /** Fixes only what is selected. */
    public SweepResult fix(Policy policy, Selection selection) throws InterruptedException {
        return sweep().run(
                        new SweepOrder(
                                "test-" + ++runs,
                                InMemoryTables.WHERE,
                                policy,
                                true,
                                SweepOrder.NO_DEADLINE,
                                selection),
                        SweepListener.SILENT);
    }

    public SweepResult run(Policy policy, boolean fix, Instant deadline) throws InterruptedException {
        return run(sweep(), new SweepOrder("test-" + ++runs, InMemoryTables.WHERE, policy, fix, deadline));
    }

    /** Runs one call of a sweep that may take several. */
    public SweepResult call(SweepOrder order) throws InterruptedException {
        return sweep().run(order, SweepListener.SILENT);
    }

    /** Runs any sweep and checks the law. */
    public static SweepResult run(Sweep sweep, SweepOrder order) throws InterruptedException {
        Ear ear = new Ear();
        SweepResult result = sweep.run(order, ear);
        assertNothingLost(result, ear);
        return result;
    }

    /** Every listed table is judged, undetermined or gone; each stands once, in order. */
    public static void assertNothingLost(SweepResult result, Ear ear) {
        List<String> names =
                result.tables().stream().map(table -> table.table().name()).toList();
        assertThat(names).hasSize(ear.listed.get()).isSorted().doesNotHaveDuplicates();
        assertThat(ear.read)
                .isEqualTo(new HashSet<>(
                        result.tables().stream().map(TableResult::table).toList()));
        long judged = result.tables().stream()
                .filter(table -> switch (table.judgement().verdict()) {
                    case Verdict.Compliant _, Verdict.NonCompliant _, Verdict.Exempt _ -> true;
                    case Verdict.Undetermined _, Verdict.NotApplicable _ -> false;
                })
                .count();
        assertThat(judged + count(result, Verdict.Undetermined.class) + count(result, Verdict.NotApplicable.class))
                .isEqualTo(ear.listed.get());
    }

    public static long count(SweepResult result, Class<? extends Verdict> verdict) {
        return result.tables().stream()
                .filter(table -> verdict.isInstance(table.judgement().verdict()))
                .count();
    }

    public static TableResult of(SweepResult result, String table) {
        return result.tables().stream()
                .filter(each -> each.table().name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    public static Verdict verdict(SweepResult result, String table) {
        return of(result, table).judgement().verdict();
    }

    /** The outcome's name, or "none". */
    public static String outcome(SweepResult result, String table) {
        return of(result, table)
                .outcome()
                .map(Outcome::kind)
                .map(OutcomeKind::toString)
                .orElse("none");
    }

    /** Records that people got what there is to notify them of. */
    public void notify(SweepResult result) throws InterruptedException {
        new NotificationRecorder(() -> ledger, time).sent(result.pending().values());
    }

    Sweep sweep() {
        StateReader states = new StateReader(tables, new Pacer(rate, time), time, new Random(7));
        FleetReader fleet = new FleetReader(
                new FleetReader.Ports(tables, tables, () -> hints),
                states,
                time,
                workers,
                new Pacer(Double.POSITIVE_INFINITY, time));
        return new Sweep(
                fleet,
                states,
                new RemediationTools(new Remediation(fleet, tables, prices, time, nextRun), prices, time),
                new SweepLedger(
                        new LedgerSessions(ledger, NotificationSettings.of(Trigger.SWEEP, notifies), time),
                        changes,
                        restores,
                        rotation));
    }
}
