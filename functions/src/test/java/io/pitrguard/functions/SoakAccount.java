package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.RandomFaults;
import io.pitrguard.sandbox.lambda.EventSourceMapping;
import io.pitrguard.sandbox.lambda.SqsBatch;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.wiring.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An account with its deployment, in which things happen at random; an oracle that made them happen says what is true.
 *
 * <p>Everything that it does follows from its seed. Calls of several workers reach AWS in any order, but which of them
 * fail does not depend on it.
 */
final class SoakAccount implements AutoCloseable {
    private static final Policy POLICY = ConfigRuleTestBed.policy("""
            version: 1
            limits: { maxChangesPerSweep: 5000 }
            rules:
              - { name: tmp, match: { table: tmp-* }, exempt: { reason: rebuilt, owner: me, until: 2099-01-01 } }
              - { name: watch, match: { table: watch-* }, require: { recoveryPeriodDays: 35 }, action: alert }
              - { name: rest, require: { recoveryPeriodDays: 35 }, action: remediate }
            """);
    private static final List<Effect> EFFECTS = List.of(
            Effect.THROTTLED,
            Effect.SERVER_ERROR,
            Effect.UNAVAILABLE,
            Effect.CONNECTION_DROPPED,
            Effect.MALFORMED,
            Effect.NOT_HTTP);
    private static final SortedSet<FindingKind> FALLS_SHORT =
            new TreeSet<>(List.of(FindingKind.RECOVERY_DISABLED, FindingKind.PERIOD_TOO_SHORT));
    private static final double FAULTS = 0.02;
    private static final int DAYS = 35;

    private final DriftTestBed bed = new DriftTestBed();
    private final Random random;
    private final RandomFaults faults;
    private final List<String> names = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Soaked soaked = new Soaked();
    // By the id of a table: those whose history somebody threw away, and those whose window the ledger knew then.
    private final Set<String> cut = new HashSet<>();
    private final Set<String> lossesKnown = new HashSet<>();

    /** An event that arrives later than those after it. */
    private record Held(Instant until, String event) {}

    /** What happened, to show that it did. */
    static final class Soaked {
        int changes;
        int messages;
        int sweeps;
        int kills;
        long faults;

        void add(Soaked other) {
            changes += other.changes;
            messages += other.messages;
            sweeps += other.sweeps;
            kills += other.kills;
            faults += other.faults;
        }

        @Override
        public String toString() {
            return "%,d changes, %,d messages, %,d sweeps, %,d kills, %,d faults"
                    .formatted(changes, messages, sweeps, kills, faults);
        }
    }

    SoakAccount(long seed, int tables) {
        random = new Random(seed);
        faults = new RandomFaults(FAULTS, seed, EFFECTS);
        bed.policy = POLICY;
        for (int i = 0; i < tables; i++) {
            String name = List.of("orders", "watch", "tmp").get(Math.max(0, random.nextInt(6) - 3)) + "-%03d".formatted(i);
            names.add(name);
            create(name);
        }
        bed.pass(Duration.ofHours(1));
        bed.aws.sandbox().faults().some(faults);
    }

    /** Lives that long, minute by minute, and then until everything that happened has been seen. */
    Soaked live(Duration time, int changesPerMinute) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            if (minute % 60 == 0) {
                sweep();
            }
            bed.pass(Duration.ofMinutes(1));
            for (int i = 0; i < changesPerMinute; i++) {
                happen();
            }
            arrive();
            deliver();
        }
        settle();
        return soaked;
    }

    private void create(String name) {
        bed.aws.sandbox().tables().create(name);
        switch (random.nextInt(5)) {
            case 0 -> bed.table(name).disabled();
            case 1 -> bed.table(name).enabled(7);
            default -> bed.table(name).enabled(DAYS);
        }
    }

    private void happen() {
        soaked.changes++;
        String name = names.get(random.nextInt(names.size()));
        String user = "user-" + soaked.changes;
        boolean there = bed.aws.sandbox().tables().names().contains(name);
        if (!there) {
            create(name);
            send(bed.call("CreateTable").table(name).by(user));
            return;
        }
        Recovery was = bed.table(name).recovery();
        CallEvent call = switch (random.nextInt(10)) {
            case 0 -> {
                bed.aws.sandbox().tables().delete(name);
                yield bed.call("DeleteTable").table(name);
            }
            case 1, 2 -> {
                enable(name, was, 7);
                yield bed.call("UpdateContinuousBackups").table(name).enabling(7);
            }
            case 3 -> {
                enable(name, was, DAYS);
                yield bed.call("UpdateContinuousBackups").table(name).enabling(DAYS);
            }
            case 4 -> bed.call("TagResource").with("resourceArn", bed.table(name).arn());
            default -> bed.disable(name);
        };
        noteCut(name, was);
        send(call.by(user));
    }

    /** As AWS does: a window begins anew where recovery was off, and a shorter one forgets. */
    private void enable(String name, Recovery was, int days) {
        Instant now = bed.aws.time().instant();
        Instant earliest = switch (was) {
            case Recovery.Disabled _ -> now;
            case Recovery.Enabled on -> Collections.max(List.of(on.earliest(), now.minus(Duration.ofDays(days))));
        };
        bed.table(name).enabled(days, earliest);
    }

    private void noteCut(String name, Recovery was) {
        boolean still = bed.aws.sandbox().tables().names().contains(name);
        if (still && was instanceof Recovery.Enabled on) {
            Recovery is = bed.table(name).recovery();
            if (!(is instanceof Recovery.Enabled now) || now.days() < on.days() || now.earliest().isAfter(on.earliest())) {
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
        bed.aws.sandbox().faults().some(null);
        try {
            return bed.record(name)
                    .lastObservation()
                    .filter(last -> bed.record(name).tableId().equals(Optional.of(bed.table(name).tableId())))
                    .filter(last -> last.recovery().status() == LastObservation.Status.ENABLED)
                    .isPresent();
        } finally {
            bed.aws.sandbox().faults().some(faults);
        }
    }

    /** EventBridge and SQS deliver at least once, in any order; what CloudTrail loses is left to the sweep. */
    private void send(CallEvent call) {
        String event = call.json();
        for (int copies = random.nextInt(50) == 0 ? 0 : random.nextInt(10) == 0 ? 2 : 1; copies > 0; copies--) {
            held.add(new Held(
                    bed.aws.time().instant().plus(Duration.ofMinutes(Math.max(0, random.nextInt(15) - 10))), event));
        }
    }

    private void arrive() {
        Instant now = bed.aws.time().instant();
        held.stream().filter(one -> !one.until().isAfter(now)).forEach(one -> bed.queue.send(one.event()));
        held.removeIf(one -> !one.until().isAfter(now));
    }

    /** Takes the messages to the function; now and then its process ends in the middle. */
    private void deliver() {
        EventSourceMapping mapping = new EventSourceMapping(bed.queue, 1 + random.nextInt(10));
        for (Optional<SqsBatch> batch = mapping.poll(); batch.isPresent(); batch = mapping.poll()) {
            soaked.messages++;
            Map<String, Recovery> before = recoveries();
            if (random.nextInt(20) == 0) {
                kill(batch.get());
            } else {
                batch.get().settle(outcome(batch.get()));
            }
            assertNothingGotWorse(before);
        }
    }

    private io.pitrguard.sandbox.lambda.Outcome outcome(SqsBatch batch) {
        return new io.pitrguard.sandbox.lambda.Outcome.Answered(bed.invoke(batch.event()));
    }

    /** SQS delivers the messages of a process that ended once more. */
    private void kill(SqsBatch batch) {
        soaked.kills++;
        try (AwsClients mortal = bed.aws.clients(new Lifetime(random.nextInt(12))::limit)) {
            bed.invoke(batch.event(), mortal);
        } catch (Throwable end) {
            assertEnded(end);
        }
    }

    /** A sweep on its schedule; Lambda repeats the event of one that failed or whose process ended. */
    private void sweep() {
        String id = "sweep-" + soaked.sweeps++;
        Map<String, Recovery> before = recoveries();
        if (random.nextInt(4) == 0) {
            soaked.kills++;
            try (AwsClients mortal = bed.aws.clients(new Lifetime(random.nextInt(1000))::limit)) {
                bed.sweep(mortal, id);
            } catch (Throwable end) {
                assertEnded(end);
            }
            assertNothingGotWorse(before);
        }
        int tries = 0;
        boolean failed;
        do {
            failed = !ran(id);
        } while (failed && ++tries < 3);
        assertNothingGotWorse(before);
    }

    private boolean ran(String id) {
        Map<String, SortedSet<FindingKind>> before = truths();
        try {
            assertJudgedRightly(bed.sweep(bed.aws.functionClients(), id), before);
            return true;
        } catch (InvocationFailedException faulty) {
            return false;
        }
    }

    private Map<String, SortedSet<FindingKind>> truths() {
        return existing().stream().collect(Collectors.toMap(Function.identity(), this::fallsShort));
    }

    private static void assertEnded(Throwable end) {
        Throwable root = end;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        assertThat(root).isInstanceOf(Lifetime.Over.class);
    }

    /** No fault and no change any more: what is in the queue arrives, and two sweeps see the rest. */
    private void settle() {
        soaked.faults = faults.hit();
        bed.aws.sandbox().faults().clear();
        bed.deliverFor(Duration.ofHours(1), Duration.ofMinutes(7));
        held.forEach(one -> bed.queue.send(one.event()));
        bed.deliverFor(Duration.ofHours(1), Duration.ofMinutes(7));
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        SweepView last = bed.sweep();
        assertJudgedRightly(last, truths());
        assertThat(last.summary().undetermined()).isZero();
        assertThat(last.sweep().complete()).isTrue();
        assertMetrics(last);
        existing().forEach(this::assertRemembered);
    }

    private List<String> existing() {
        return bed.aws.sandbox().tables().names().stream()
                .filter(name -> !name.equals(DriftTestBed.LEDGER))
                .toList();
    }

    private Map<String, Recovery> recoveries() {
        Map<String, Recovery> all = new HashMap<>();
        existing().forEach(name -> all.put(bed.table(name).tableId(), bed.table(name).recovery()));
        return all;
    }

    /** Law 2: whatever a run does, no table's recovery goes off or gets shorter. */
    private void assertNothingGotWorse(Map<String, Recovery> before) {
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

    /** Law 1: a verdict is right, or it is Undetermined; and nothing is left out or told twice. */
    private void assertJudgedRightly(SweepView view, Map<String, SortedSet<FindingKind>> before) {
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
        assertThat(table.verdict()).as(name).isEqualTo(verdict(name, !table.violations().isEmpty()));
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

    private void assertMetrics(SweepView view) {
        Map<VerdictKind, Long> truths = existing().stream()
                .collect(Collectors.groupingBy(this::truth, Collectors.counting()));
        assertThat(view.summary().nonCompliant()).isEqualTo(truths.getOrDefault(VerdictKind.NON_COMPLIANT, 0L).intValue());
        assertThat(bed.sweepMetric("NonCompliantTables")).isEqualTo(truths.getOrDefault(VerdictKind.NON_COMPLIANT, 0L));
        assertThat(bed.sweepMetric("ExemptTables")).isEqualTo(truths.getOrDefault(VerdictKind.EXEMPT, 0L));
        // The ledger is a table too.
        assertThat(bed.sweepMetric("CompliantTables")).isEqualTo(truths.getOrDefault(VerdictKind.COMPLIANT, 0L) + 1);
        assertThat(bed.sweepMetric("UndeterminedTables")).isZero();
    }

    /** The ledger and what people were told agree with the truth, and what may be remediated is. */
    private void assertRemembered(String name) {
        TableRecord record = bed.record(name);
        LastObservation last = record.lastObservation().orElseThrow();
        assertThat(last.verdict()).as(name).isEqualTo(truth(name));
        String id = bed.table(name).tableId();
        if (lastLost(name)) {
            assertThat(cut).contains(id);
        } else if (lossesKnown.contains(id) && bed.table(name).recovery() instanceof Recovery.Enabled) {
            assertThat(name).as("whose loss of history is known: %s %s %s", id, record, bed.timeline(name)).startsWith("tmp-");
        }
        assertThat(record.lastUnreadable()).as(name).isEmpty();
        SortedSet<FindingKind> told = new TreeSet<>(record.notified().open());
        assertThat(told).as(name).doesNotContain(FindingKind.UNDETERMINED, FindingKind.FIX_FAILED);
        told.retainAll(FALLS_SHORT);
        assertThat(told).as("what people know of " + name).isEqualTo(fallsShort(name));
        assertThat(record.unnotified()).as("what people must still hear of " + name).isEmpty();
        if (name.startsWith("orders-") && !fallsShort(name).isEmpty()) {
            assertThat(record.flapping().flappingSince(FlappingRules.STANDARD)).as(name).isPresent();
        }
    }

    @Override
    public void close() {
        bed.close();
    }
}
