package io.pitrguard.config.policy;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes in plain English what drills must show, and how much they may do. */
final class DrillDescription {
    private DrillDescription() {}

    /** Returns a sentence, with a space before it. */
    static String of(DrillRequirement drill) {
        List<String> parts = new ArrayList<>();
        parts.add("compares up to " + Counted.of(drill.sample(), "item", "items") + " with the source");
        if (drill.indexes()) {
            parts.add("asks every index");
        }
        drill.exactCount().ifPresent(_ -> parts.add("compares the exact count with an export"));
        drill.timeAttribute().ifPresent(time -> parts.add("reads the newest " + time.name()));
        if (!drill.assertions().isEmpty()) {
            parts.add("runs " + Counted.of(drill.assertions().size(), "statement", "statements"));
        }
        return " A drill restores the table beside it, counts its items, " + MatchDescription.join(parts, "and")
                + ", and deletes the restored table"
                + drill.targetTime()
                        .map(target -> "; it must be ready and checked within " + Durations.description(target))
                        .orElse("")
                + drill.maxCostUsd()
                        .map(most -> "; it may cost " + most.toPlainString() + " US dollars at most")
                        .orElse("")
                + ".";
    }

    /** Returns a paragraph; empty if the policy says nothing of it. */
    static Optional<String> of(DrillBudget budget) {
        return budget.equals(DrillBudget.STANDARD)
                ? Optional.empty()
                : Optional.of("Drills: a run begins at most " + Counted.of(budget.maxPerRun(), "drill", "drills")
                        + ", at most "
                        + budget.maxConcurrent() + " run at once, and each reads at most "
                        + Counted.of(budget.readsPerSecond(), "unit", "units") + " a second"
                        + budget.maxCostUsd()
                                .map(most ->
                                        "; those of a run may cost " + most.toPlainString() + " US dollars together")
                                .orElse("")
                        + ".");
    }
}
