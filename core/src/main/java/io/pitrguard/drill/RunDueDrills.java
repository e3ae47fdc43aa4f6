package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillRules.Candidate;
import io.pitrguard.domain.drill.DrillRules.Choice;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Begins the drills that are due, within the budget: what the schedule does. */
public final class RunDueDrills {
    private final DueDrills due;
    private final BeginDrill begin;

    /** Creates the use case. */
    public RunDueDrills(DueDrills due, BeginDrill begin) {
        this.due = due;
        this.begin = begin;
    }

    /**
     * What a run came to.
     *
     * @param begun the drills that it began, for the engine to carry out
     * @param postponed tables that are due and were not begun, with the reason
     * @param problems what could not be read or understood
     */
    public record Run(List<DrillRecord> begun, List<Postponed> postponed, List<Cause> problems) {
        public Run {
            begun = List.copyOf(begun);
            postponed = List.copyOf(postponed);
            problems = List.copyOf(problems);
        }
    }

    /** A table that is due and was not begun. */
    public record Postponed(TableRef table, String reason) {}

    /**
     * Begins what is due in an account and region.
     *
     * @param order who the schedule is
     */
    public Result<Run> run(AccountRegion where, Policy policy, DrillOrder order, RestoreTimes times) {
        return run(where, policy, order, times, Instant.MAX);
    }

    /**
     * Does the same in a call that may repeat another one, whose answer was lost.
     *
     * @param since when the run began: what a schedule has begun since then counts against its budget
     */
    public Result<Run> run(AccountRegion where, Policy policy, DrillOrder order, RestoreTimes times, Instant since) {
        return due.find(where, policy, since)
                .map(found -> begin(
                        found,
                        policy.drills().maxCostUsd().map(most -> most.subtract(found.usd())),
                        candidate -> new DrillRequest(
                                candidate.table(),
                                new RestoreMoment.Latest(),
                                candidate.requirement(),
                                order,
                                policy.drills().readsPerSecond(),
                                times)));
    }

    /** The estimates of what is due leave indexes out: each drill is judged again once it is planned. */
    private Run begin(DueDrills.Due found, Optional<BigDecimal> budget, Function<Candidate, DrillRequest> requests) {
        List<DrillRecord> begun = new ArrayList<>();
        List<Postponed> postponed = new ArrayList<>();
        List<Cause> problems = new ArrayList<>(found.problems());
        Optional<BigDecimal> left = budget;
        for (Choice choice : found.choices()) {
            TableRef table = choice.candidate().table();
            switch (choice) {
                case Choice.Postpone(Candidate _, String reason) -> postponed.add(new Postponed(table, reason));
                case Choice.Begin(Candidate candidate) -> {
                    switch (begin.begin(requests.apply(candidate), left)) {
                        case BeginDrill.Outcome.Begun(DrillRecord record) -> {
                            begun.add(record);
                            left = left.map(usd -> usd.subtract(cost(record)));
                        }
                        case BeginDrill.Outcome.NotPossible not -> postponed.add(new Postponed(table, not.reason()));
                        case BeginDrill.Outcome.NotKnown(Cause cause) -> {
                            postponed.add(new Postponed(table, cause.message()));
                            problems.add(cause);
                        }
                    }
                }
            }
        }
        return new Run(begun, postponed, problems);
    }

    private static BigDecimal cost(DrillRecord record) {
        return record.plan().estimate().cost() instanceof RestoreCost.Usd usd ? usd.most() : BigDecimal.ZERO;
    }
}
