package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillRules;
import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Plans a drill and stores it, for the engine to carry it out. */
public final class BeginDrill {
    private static final int DISTINCTION = 4;

    private final DrillPlanner planner;
    private final DrillStore store;

    /** Creates the use case. */
    public BeginDrill(DrillPlanner planner, DrillStore store) {
        this.planner = planner;
        this.store = store;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** It is stored. */
        record Begun(DrillRecord record) implements Outcome {}

        /** It is not possible; the reason is in sentences. */
        record NotPossible(String reason, List<Alternative> alternatives) implements Outcome {
            public NotPossible {
                alternatives = List.copyOf(alternatives);
            }

            /** Creates one without alternatives. */
            public NotPossible(String reason) {
                this(reason, List.of());
            }
        }

        /** AWS or the store did not answer. */
        record NotKnown(Cause cause) implements Outcome {}
    }

    /** Begins a drill. */
    public Outcome begin(DrillRequest request) {
        return begin(request, Optional.empty());
    }

    /**
     * Begins a drill of a run.
     *
     * @param left what the drills of the run may still cost in US dollars; empty: no limit
     */
    Outcome begin(DrillRequest request, Optional<BigDecimal> left) {
        return switch (planner.plan(request)) {
            case DrillPlanning.NotKnown(Cause cause) -> new Outcome.NotKnown(cause);
            case DrillPlanning.NotPossible(String reason, List<Alternative> alternatives) ->
                new Outcome.NotPossible(reason, alternatives);
            case DrillPlanning.Ready(DrillPlan plan) ->
                DrillRules.overLimit(left, plan.estimate().cost(), BigDecimal.ZERO)
                        .<Outcome>map(why -> new Outcome.NotPossible("The further drills of this run may cost " + why))
                        .orElseGet(() -> store(plan));
        };
    }

    private Outcome store(DrillPlan plan) {
        DrillId id = DrillId.of(
                plan.plannedAt(),
                plan.source().table(),
                Sha256.of(plan.target().arn() + "\n" + plan.order().requester()).substring(0, DISTINCTION));
        return switch (store.create(planned(id, plan))) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Outcome.NotKnown(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.<Outcome>map(now -> new Outcome.Begun(now.record()))
                        .orElseGet(() -> new Outcome.NotPossible("The drill " + id + " was requested just now."));
        };
    }

    /** The log is what people see first. */
    private static DrillRecord planned(DrillId id, DrillPlan plan) {
        DrillRecord planned = DrillRecord.planned(id, plan);
        return plan.estimate()
                .checks()
                .flatMap(checks -> checks.note(plan.requirement().targetTime()))
                .map(note -> planned.noted(plan.plannedAt(), note))
                .orElse(planned);
    }
}
