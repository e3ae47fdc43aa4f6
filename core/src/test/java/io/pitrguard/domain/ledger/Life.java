package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** What happens to a table, and when somebody looks at it. */
record Life(List<Step> steps) {
    /** One thing that happens. */
    sealed interface Step {
        /** Nothing but time passes. */
        record Pass(Duration duration) implements Step {}

        /** Recovery is turned on, or its period is changed. */
        record Enable(int days) implements Step {}

        /** Recovery is turned off. */
        record Disable() implements Step {}

        /** Recovery is turned off for a moment. */
        record Blink(Duration duration) implements Step {}

        /** Somebody looks. */
        record Snapshot(boolean withPeriod) implements Step {}
    }

    /**
     * A look.
     *
     * @param table the table as it was
     * @param point what was told of it
     */
    record Observed(AwsTable table, Point point) {}

    /** Gives all looks; no two are at one moment. */
    List<Observed> snapshots() {
        List<Observed> snapshots = new ArrayList<>();
        AwsTable table = AwsTable.off();
        for (Step step : steps) {
            table = switch (step) {
                case Step.Pass pass -> table.after(pass.duration());
                case Step.Enable enable -> table.enable(enable.days());
                case Step.Disable _ -> table.disable();
                case Step.Blink blink -> table.on() ? table.offFor(blink.duration()) : table;
                case Step.Snapshot snapshot -> {
                    snapshots.add(new Observed(
                            table, snapshot.withPeriod() ? table.snapshot() : table.snapshotWithoutPeriod()));
                    yield table.after(Duration.ofSeconds(1));
                }
            };
        }
        return snapshots;
    }

    /** Gives the points of all looks. */
    List<Point> points() {
        return snapshots().stream().map(Observed::point).toList();
    }

    /** Any life. */
    static final class Any extends DomainContextBase {
        @Provide
        Arbitrary<Life> lives() {
            return steps(Arbitraries.just(true)).list().ofMaxSize(120).map(Life::new);
        }

        /** Gives any step. */
        static Arbitrary<Step> steps(Arbitrary<Boolean> withPeriod) {
            return Arbitraries.frequencyOf(
                    Tuple.of(5, withPeriod.map(Step.Snapshot::new)),
                    Tuple.of(4, durations().map(Step.Pass::new)),
                    Tuple.of(2, Arbitraries.integers().between(1, 35).map(Step.Enable::new)),
                    Tuple.of(1, Arbitraries.of(1, 7, 35).map(Step.Enable::new)),
                    Tuple.of(1, Arbitraries.just(new Step.Disable())),
                    Tuple.of(1, durations().map(Step.Blink::new)));
        }

        private static Arbitrary<Duration> durations() {
            return Arbitraries.oneOf(
                    Arbitraries.integers().between(0, 40).map(Duration::ofMinutes),
                    Arbitraries.integers().between(1, 60).map(Duration::ofHours),
                    Arbitraries.integers().between(1, 40).map(Duration::ofDays));
        }
    }
}
