package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a rule has done to its tables regularly, as JSON, under the names of the policy file; durations are ISO-8601. */
public final class PolicySchedulesView {
    private PolicySchedulesView() {}

    /**
     * How tables are backed up.
     *
     * @param keepFor null if no backup is deleted for its age
     */
    public record BackupView(String every, @Nullable String keepFor, int keepLast) {
        private static BackupView of(BackupRequirement asked) {
            return new BackupView(
                    asked.every().toString(),
                    asked.keepFor().map(Duration::toString).orElse(null),
                    asked.keepLast());
        }
    }

    /**
     * How restores are drilled.
     *
     * @param targetTime null if the time is measured and not judged
     * @param maxCostUsd null if a drill may cost anything
     * @param timeAttribute null if none shows when an item was last written
     * @param exactCount where an export is put; null if none is made
     */
    public record DrillView(
            String every,
            @Nullable String targetTime,
            @Nullable BigDecimal maxCostUsd,
            int sample,
            boolean indexes,
            @Nullable TimeAttributeView timeAttribute,
            @Nullable String exactCount,
            List<AssertionView> assertions) {
        private static DrillView of(DrillRequirement asked) {
            return new DrillView(
                    asked.every().toString(),
                    asked.targetTime().map(Duration::toString).orElse(null),
                    asked.maxCostUsd().orElse(null),
                    asked.sample(),
                    asked.indexes(),
                    asked.timeAttribute()
                            .map(attribute -> new TimeAttributeView(
                                    attribute.name(), attribute.within().toString()))
                            .orElse(null),
                    asked.exactCount().orElse(null),
                    asked.assertions().stream().map(AssertionView::of).toList());
        }
    }

    /** The attribute that shows when an item was last written. */
    public record TimeAttributeView(String name, String within) {}

    /**
     * A statement, and how many items it must find.
     *
     * @param min null if there is no least number
     * @param max null if there is no greatest number
     */
    public record AssertionView(
            String statement, @Nullable Long min, @Nullable Long max) {
        private static AssertionView of(DrillRequirement.Assertion assertion) {
            return new AssertionView(assertion.statement(), number(assertion.min()), number(assertion.max()));
        }

        private static @Nullable Long number(OptionalLong bound) {
            return bound.isPresent() ? bound.getAsLong() : null;
        }
    }

    /** Returns how a rule has its tables backed up. */
    static Optional<BackupView> backup(Rule rule) {
        return rule.schedules().backup().map(BackupView::of);
    }

    /** Returns how a rule has restores of its tables drilled. */
    static Optional<DrillView> drill(Rule rule) {
        return rule.effect() instanceof Rule.Effect.Require require
                ? require.requirement().get(DrillCheck.DRILL).map(DrillView::of)
                : Optional.empty();
    }
}
