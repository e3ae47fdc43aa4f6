package io.pitrguard.domain.drill;

import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides what drills came to, which tables are due, and which of them a run begins. */
public final class DrillRules {
    /** A drill is begun a tenth of the time before the proof is too old. */
    private static final int LEAD = 10;

    /** A schedule that runs daily must have time for a second try, and a drill is requested some time after its run began. */
    private static final Duration SHORTEST_LEAD = Duration.ofHours(60);

    /** One that did not prove the restore is repeated well within the lead. */
    private static final int REPEAT = 30;

    private static final Duration SHORTEST_REPEAT = Duration.ofHours(20);

    /** So much later than the run of its day an attempt may begin: the run of a later day must not miss its turn. */
    private static final Duration SLACK = Duration.ofHours(4);

    private DrillRules() {}

    /** Returns what a drill with these checks came to: one that checked nothing proves nothing. */
    public static DrillVerdict verdict(List<CheckResult> checks) {
        if (checks.stream().anyMatch(check -> check.verdict() == DrillVerdict.FAILED)) {
            return DrillVerdict.FAILED;
        }
        boolean all = !checks.isEmpty() && checks.stream().allMatch(check -> check.verdict() == DrillVerdict.PASSED);
        return all ? DrillVerdict.PASSED : DrillVerdict.NOT_PROVEN;
    }

    /**
     * Returns when the restore of a table must be proven again at the latest; one that was never proven has as much time
     * from its creation.
     */
    public static Instant deadline(DrillRequirement requirement, Optional<Drilled> passed, Instant created) {
        return passed.map(Drilled::at).orElse(created).plus(requirement.every());
    }

    /** Whether the time in which a restore had to be proven is over. */
    public static boolean overdue(
            DrillRequirement requirement, Optional<Drilled> passed, Instant created, Instant now) {
        return now.isAfter(deadline(requirement, passed, created));
    }

    /** Returns before when a drill is not repeated that did not prove the restore: each costs money. */
    public static Instant again(DrillRequirement requirement, Instant lastAttempt) {
        return lastAttempt.plus(longer(requirement.every().dividedBy(REPEAT).minus(SLACK), SHORTEST_REPEAT));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Returns when the schedule drills a table again: somewhat early, so that it is not overdue meanwhile. */
    public static Instant dueAt(DrillRequirement requirement, Optional<Drilled> passed, Instant created) {
        Duration half = requirement.every().dividedBy(2);
        Duration early = longer(requirement.every().dividedBy(LEAD), SHORTEST_LEAD);
        return passed.isEmpty()
                ? created
                : deadline(requirement, passed, created).minus(early.compareTo(half) > 0 ? half : early);
    }

    /**
     * A table that is due.
     *
     * @param since when its restore was last proven; if it never was, since when the table is known
     * @param cost what the drill is estimated to cost
     */
    public record Candidate(TableRef table, DrillRequirement requirement, Instant since, RestoreCost cost) {}

    /** What becomes of a candidate in one run. */
    public sealed interface Choice {
        /** Returns the candidate. */
        Candidate candidate();

        /** Its drill begins. */
        record Begin(Candidate candidate) implements Choice {}

        /** It waits for another run, or for a person. */
        record Postpone(Candidate candidate, String reason) implements Choice {}
    }

    /**
     * What of a budget is taken already.
     *
     * @param running how many drills run
     * @param begun how many this run of the schedule has begun, be it in an earlier call
     * @param usd what those cost together, by their estimates
     */
    public record Taken(int running, int begun, BigDecimal usd) {
        /** Returns what the drills take that run, and those that the run has begun. */
        public static Taken by(int running, List<DrillRecord> begun) {
            return new Taken(
                    running,
                    begun.size(),
                    begun.stream()
                            .flatMap(drill -> most(drill.plan().estimate().cost()).stream())
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    /** Chooses whose drills begin, within the budget: whose proof is the oldest first. */
    public static List<Choice> choose(List<Candidate> candidates, DrillBudget budget, Taken taken) {
        List<Choice> choices = new ArrayList<>();
        Taken now = taken;
        for (Candidate candidate : oldestFirst(candidates)) {
            Optional<String> obstacle = obstacle(candidate, budget, now);
            choices.add(obstacle.<Choice>map(reason -> new Choice.Postpone(candidate, reason))
                    .orElseGet(() -> new Choice.Begin(candidate)));
            if (obstacle.isEmpty()) {
                now = new Taken(
                        now.running() + 1,
                        now.begun() + 1,
                        now.usd().add(most(candidate.cost()).orElse(BigDecimal.ZERO)));
            }
        }
        return List.copyOf(choices);
    }

    private static List<Candidate> oldestFirst(List<Candidate> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparing(Candidate::since).thenComparing(Candidate::table))
                .toList();
    }

    private static Optional<String> obstacle(Candidate candidate, DrillBudget budget, Taken taken) {
        Optional<String> tooDear = overLimit(candidate.requirement().maxCostUsd(), candidate.cost(), BigDecimal.ZERO);
        if (tooDear.isPresent()) {
            return tooDear.map(why -> "A drill of this table may cost " + why);
        }
        if (taken.begun() >= budget.maxPerRun()) {
            return Optional.of("A run begins at most " + Counted.of(budget.maxPerRun(), "drill", "drills") + ".");
        }
        if (taken.running() >= budget.maxConcurrent()) {
            return Optional.of("At most " + budget.maxConcurrent() + " drills run at once.");
        }
        return overLimit(budget.maxCostUsd(), candidate.cost(), taken.usd())
                .map(why -> "The drills of a run may cost " + why);
    }

    /** Returns why a cost does not fit: above the limit, or not known where there is one. */
    public static Optional<String> overLimit(Optional<BigDecimal> limit, RestoreCost cost, BigDecimal before) {
        return limit.flatMap(most -> switch (cost) {
            case RestoreCost.Usd usd ->
                usd.most().add(before).compareTo(most) > 0
                        ? Optional.of("at most " + most.toPlainString() + " US dollars, and with this one it would be "
                                + usd.most().add(before).toPlainString() + ".")
                        : Optional.<String>empty();
            case RestoreCost.Unknown(String reason) ->
                Optional.of("at most " + most.toPlainString() + " US dollars, and there is no estimate. " + reason);
        });
    }

    private static Optional<BigDecimal> most(RestoreCost cost) {
        return cost instanceof RestoreCost.Usd usd ? Optional.of(usd.most()) : Optional.empty();
    }
}
