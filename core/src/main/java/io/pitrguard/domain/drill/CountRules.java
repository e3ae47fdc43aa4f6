package io.pitrguard.domain.drill;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.DrillRequirement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges numbers that a drill measured. */
public final class CountRules {
    private static final String HOW = "A scan of the whole restored table that counts its items.";

    private CountRules() {}

    /** What the number of items is compared with. */
    public sealed interface Independent {
        /** Nothing: the policy asks for no export. */
        record NotAsked() implements Independent {}

        /** The exact number of items of an export of the same moment. */
        record Exact(long items, String export) implements Independent {}

        /** The export has no number. */
        record NotKnown(String reason) implements Independent {}
    }

    /**
     * Returns whether the number of items is right.
     *
     * @param items how many the restored table has
     */
    public static CheckResult count(long items, Independent independent) {
        String seen = items + " items";
        return switch (independent) {
            case Independent.Exact export -> {
                long exact = export.items();
                CheckResult.Question question = question(exact + " items, as the export " + export.export() + " has");
                if (exact == 0 && items == 0) {
                    yield question.notProven(seen, "Both are empty: that proves nothing.");
                }
                yield exact == items
                        ? question.passed(seen)
                        : question.failed(
                                seen,
                                "The restored table has %d items, and an export of the same moment %d."
                                        .formatted(items, exact));
            }
            case Independent.NotKnown(String reason) ->
                question("the number of items of an export of the same moment").notProven(seen, reason);
            case Independent.NotAsked _ -> {
                CheckResult.Question question = question("at least one item, and every segment read to its end");
                yield items > 0
                        ? question.passed(seen)
                        : question.notProven(seen, "The restored table is empty: that proves nothing.");
            }
        };
    }

    /** Returns the result of a count that did not come to its end. */
    public static CheckResult cutOff(long items, String reason) {
        return question("every segment read to its end")
                .notProven(items + " items so far", "The count did not come to its end. " + reason);
    }

    private static CheckResult.Question question(String expected) {
        return new CheckResult.Question(CheckKind.COUNT, HOW, expected);
    }

    /** Returns whether an assertion holds; {@code items} is empty where the statement could not be carried out. */
    public static CheckResult assertion(DrillRequirement.Assertion assertion, OptionalLong items, String problem) {
        CheckResult.Question question =
                new CheckResult.Question(CheckKind.ASSERTION, assertion.statement(), assertion.bounds() + " items");
        if (items.isEmpty()) {
            return question.notProven("not known", problem);
        }
        long found = items.getAsLong();
        return assertion.holds(found)
                ? question.passed(found + " items")
                : question.failed(
                        found + " items",
                        "The statement found %d items, and the policy expects %s."
                                .formatted(found, assertion.bounds()));
    }

    /** Returns whether the restore was ready and checked in time; empty where the policy asks for no time. */
    public static Optional<CheckResult> targetTime(DrillRequirement requirement, DrillTimes times) {
        return requirement.targetTime().map(target -> {
            CheckResult.Question question = new CheckResult.Question(
                    CheckKind.TARGET_TIME,
                    "The time from the request until the restored table was ready and checked.",
                    "At most " + text(target) + ".");
            return times.recovery()
                    .map(took -> took.compareTo(target) <= 0
                            ? question.passed(text(took))
                            : question.failed(
                                    text(took),
                                    "The restore took " + text(took) + ", longer than " + text(target) + "."
                                            + checks(times, target)))
                    .orElseGet(() -> question.notProven(
                            "not known",
                            "The restore was never ready and checked, or a clock was set back meanwhile."));
        });
    }

    /** A restore that was ready in time is late because of its checks. */
    private static String checks(DrillTimes times, Duration target) {
        return times.restored()
                .filter(ready -> ready.compareTo(target) <= 0)
                .map(ready -> " The table was ready after " + text(ready)
                        + "; its checks took the rest. They read faster with a higher drills.readsPerSecond.")
                .orElse("");
    }

    private static String text(Duration duration) {
        return Durations.description(duration.truncatedTo(ChronoUnit.SECONDS));
    }
}
