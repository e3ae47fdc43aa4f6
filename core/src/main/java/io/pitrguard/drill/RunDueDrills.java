package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillRules.Candidate;
import io.pitrguard.domain.drill.DrillRules.Choice;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;

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
     * @param problems what could not be understood
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
        return due.find(where, policy).map(found -> begin(found, order, times));
    }

    private Run begin(DueDrills.Due found, DrillOrder order, RestoreTimes times) {
        List<DrillRecord> begun = new ArrayList<>();
        List<Postponed> postponed = new ArrayList<>();
        for (Choice choice : found.choices()) {
            TableRef table = choice.candidate().table();
            switch (choice) {
                case Choice.Postpone(Candidate _, String reason) -> postponed.add(new Postponed(table, reason));
                case Choice.Begin(Candidate candidate) -> {
                    DrillRequest request =
                            new DrillRequest(table, new RestoreMoment.Latest(), candidate.requirement(), order, times);
                    switch (begin.begin(request)) {
                        case BeginDrill.Outcome.Begun(DrillRecord record) -> begun.add(record);
                        case BeginDrill.Outcome.NotPossible(String reason, var _) ->
                            postponed.add(new Postponed(table, reason));
                        case BeginDrill.Outcome.NotKnown(Cause cause) ->
                            postponed.add(new Postponed(table, cause.message()));
                    }
                }
            }
        }
        return new Run(begun, postponed, found.problems());
    }
}
