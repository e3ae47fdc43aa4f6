package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.RandomFaults;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.lambda.SqsBatch;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.wiring.AwsClients;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An account with its deployment, in which things happen at random; an oracle that made them happen says what is true.
 *
 * <p>Everything that it does follows from its seed. Calls of several workers reach AWS in any order, but which of them
 * fail does not depend on it.
 */
final class SoakAccount implements AutoCloseable {
    private static final int ONE_IN = 5;

    private final DriftTestBed bed = new DriftTestBed();
    private final Random random;
    private final RandomFaults faults;
    private final SoakPlace place;
    private final SoakOracle oracle;
    private final SoakTraffic traffic;
    private final Soaked soaked = new Soaked();

    SoakAccount(long seed, int tables) {
        random = new Random(seed);
        faults = SoakFaults.of(seed);
        bed.policy = SoakPolicy.with("maxChangesPerSweep: 5000", "");
        place = new SoakPlace(bed.aws, bed.aws.where(), tables, ONE_IN, random);
        oracle = new SoakOracle(bed.aws, place);
        traffic = new SoakTraffic(bed.queue, bed.aws.time(), random);
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
            traffic.arrive();
            deliver();
        }
        settle();
        return soaked;
    }

    private void happen() {
        SoakPlace.Change change = place.happen("user-" + ++soaked.changes);
        // What happens here is no call of the product.
        bed.aws.sandbox().faults().some(null);
        oracle.note(change);
        bed.aws.sandbox().faults().some(faults);
        traffic.send(change.call());
    }

    /** Takes the messages to the function; now and then its process ends in the middle. */
    private void deliver() {
        traffic.deliver(batch -> {
            soaked.messages++;
            Map<String, Recovery> before = place.recoveries();
            if (random.nextInt(20) == 0) {
                kill(batch);
            } else {
                batch.settle(new Outcome.Answered(bed.invoke(batch.event())));
            }
            oracle.assertNothingGotWorse(before);
        });
    }

    /** SQS delivers the messages of a process that ended once more. */
    private void kill(SqsBatch batch) {
        soaked.kills++;
        try (AwsClients mortal = bed.aws.clients(new Lifetime(random.nextInt(12))::limit)) {
            bed.invoke(batch.event(), mortal);
        } catch (Throwable end) {
            Lifetime.assertOver(end);
        }
    }

    /** A sweep on its schedule; Lambda repeats the event of one that failed or whose process ended. */
    private void sweep() {
        String id = "sweep-" + soaked.sweeps++;
        Map<String, Recovery> before = place.recoveries();
        if (random.nextInt(4) == 0) {
            soaked.kills++;
            try (AwsClients mortal = bed.aws.clients(new Lifetime(random.nextInt(1000))::limit)) {
                bed.sweep(mortal, id);
            } catch (Throwable end) {
                Lifetime.assertOver(end);
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
        Map<String, SortedSet<FindingKind>> before = place.truths();
        try {
            assertJudged(bed.sweep(bed.aws.functionClients(), id), before);
            return true;
        } catch (InvocationFailedException faulty) {
            return false;
        }
    }

    /** A sweep that says that it is complete has each table. */
    private void assertJudged(SweepView view, Map<String, SortedSet<FindingKind>> before) {
        oracle.assertJudgedRightly(view, before);
        if (view.sweep().complete()) {
            Set<String> missing = new TreeSet<>(bed.aws.sandbox().tables().names());
            view.tables().forEach(table -> missing.remove(table.name()));
            assertThat(missing).as("tables that are left out").isEmpty();
        }
    }

    /** No fault and no change any more: what is in the queue arrives, and two sweeps see the rest. */
    private void settle() {
        soaked.faults = faults.hit();
        bed.aws.sandbox().faults().clear();
        bed.deliverFor(Duration.ofHours(1), Duration.ofMinutes(7));
        traffic.arriveAll();
        bed.deliverFor(Duration.ofHours(1), Duration.ofMinutes(7));
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        SweepView last = bed.sweep();
        assertJudged(last, place.truths());
        assertThat(last.summary().undetermined()).isZero();
        assertThat(last.sweep().complete()).isTrue();
        assertMetrics(last, oracle.assertRecorded());
    }

    private void assertMetrics(SweepView last, Map<VerdictKind, Long> truths) {
        long nonCompliant = truths.getOrDefault(VerdictKind.NON_COMPLIANT, 0L);
        assertThat((long) last.summary().nonCompliant()).isEqualTo(nonCompliant);
        assertThat(bed.sweepMetric("NonCompliantTables")).isEqualTo(nonCompliant);
        assertThat(bed.sweepMetric("ExemptTables")).isEqualTo(truths.getOrDefault(VerdictKind.EXEMPT, 0L));
        // The ledger is a table too.
        assertThat(bed.sweepMetric("CompliantTables")).isEqualTo(truths.getOrDefault(VerdictKind.COMPLIANT, 0L) + 1);
        assertThat(bed.sweepMetric("UndeterminedTables")).isZero();
    }

    @Override
    public void close() {
        bed.close();
    }
}
