package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.policy.Policy;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;

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
    private static final double FAULTS = 0.02;
    private static final int DAYS = SoakOracle.DAYS;

    private final DriftTestBed bed = new DriftTestBed();
    private final SoakOracle oracle = new SoakOracle(bed);
    private final Random random;
    private final RandomFaults faults;
    private final List<String> names = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Soaked soaked = new Soaked();
    /** An event that arrives later than those after it. */
    private record Held(Instant until, String event) {}

    SoakAccount(long seed, int tables) {
        random = new Random(seed);
        faults = new RandomFaults(FAULTS, seed, EFFECTS);
        bed.policy = POLICY;
        for (int i = 0; i < tables; i++) {
            String name =
                    List.of("orders", "watch", "tmp").get(Math.max(0, random.nextInt(6) - 3)) + "-%03d".formatted(i);
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
            case 4 ->
                bed.call("TagResource").with("resourceArn", bed.table(name).arn());
            default -> bed.disable(name);
        };
        // What happens here is no call of the product.
        bed.aws.sandbox().faults().some(null);
        oracle.noteCut(name, was);
        bed.aws.sandbox().faults().some(faults);
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
            Map<String, Recovery> before = oracle.recoveries();
            if (random.nextInt(20) == 0) {
                kill(batch.get());
            } else {
                batch.get().settle(outcome(batch.get()));
            }
            oracle.assertNothingGotWorse(before);
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
        Map<String, Recovery> before = oracle.recoveries();
        if (random.nextInt(4) == 0) {
            soaked.kills++;
            try (AwsClients mortal = bed.aws.clients(new Lifetime(random.nextInt(1000))::limit)) {
                bed.sweep(mortal, id);
            } catch (Throwable end) {
                assertEnded(end);
            }
            oracle.assertNothingGotWorse(before);
        }
        int tries = 0;
        boolean failed;
        do {
            failed = !ran(id);
        } while (failed && ++tries < 3);
        oracle.assertNothingGotWorse(before);
    }

    private boolean ran(String id) {
        Map<String, SortedSet<FindingKind>> before = oracle.truths();
        try {
            oracle.assertJudgedRightly(bed.sweep(bed.aws.functionClients(), id), before);
            return true;
        } catch (InvocationFailedException faulty) {
            return false;
        }
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
        oracle.assertJudgedRightly(last, oracle.truths());
        oracle.assertAgrees(last);
    }

    @Override
    public void close() {
        bed.close();
    }
}
