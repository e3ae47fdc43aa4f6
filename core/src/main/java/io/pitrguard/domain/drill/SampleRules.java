package io.pitrguard.domain.drill;

import io.pitrguard.domain.drill.SampleLook.Before;
import io.pitrguard.domain.drill.SampleProgress.Comparison;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemDigest;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.policy.DrillRequirement.TimeAttribute;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares items of the source with those of the restored table, and explains differences by time.
 *
 * @param moment the moment that was restored
 * @param attribute the attribute that shows when an item was last written; empty: none does
 */
public record SampleRules(Instant moment, Optional<TimeAttribute> attribute) {
    /** Whoever writes an item takes its time from another clock than DynamoDB's, and somewhat earlier. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Before, nobody wrote an item that is still kept. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    /** A moment can be restored for 35 days, and a drill takes two at most. */
    private static final Duration LATEST = Duration.ofDays(40);

    /** Numbers above are milliseconds: as seconds they would be in the year 5138. */
    private static final BigDecimal LARGEST_SECONDS = new BigDecimal("100000000000");

    private static final BigDecimal LARGEST_MILLIS = new BigDecimal("100000000000000");

    /**
     * Compares an item.
     *
     * @param live the source's; empty if it has none of that key
     * @param restored the restored table's; empty if it has none
     * @param before what the source's was like before the moment
     */
    public Comparison compare(Optional<Item> live, Optional<Item> restored, Before before) {
        if (restored.flatMap(this::written).filter(this::afterMoment).isPresent()) {
            return Comparison.WRONG;
        }
        if (live.equals(restored) || isAs(before, restored)) {
            return Comparison.SAME;
        }
        return switch (before) {
            case Before.NotLooked _ -> byTime(live, Comparison.UNEXPLAINED);
            case Before.Outside _ -> byTime(live, Comparison.OUTSIDE);
            // It was written or deleted between the look and now.
            case Before.Absent _ -> live.isPresent() ? Comparison.EXPLAINED : writtenMeanwhile(restored);
            case Before.Present _ -> isAs(before, live) ? unchanged(live) : writtenMeanwhile(restored);
        };
    }

    private static boolean isAs(Before before, Optional<Item> item) {
        return before instanceof Before.Present present
                && item.filter(now -> ItemDigest.of(now) == present.digest()).isPresent();
    }

    /** Nothing is left that says when an item was deleted. */
    private Comparison byTime(Optional<Item> live, Comparison otherwise) {
        return live.flatMap(this::written)
                .map(at -> beforeMoment(at) ? Comparison.WRONG : Comparison.EXPLAINED)
                .orElse(otherwise);
    }

    /**
     * The restored table has another item than the source had when it was looked at. Only a write between the look and the
     * moment explains that: that the source's was changed later does not.
     */
    private Comparison writtenMeanwhile(Optional<Item> restored) {
        return restored.flatMap(this::written).filter(at -> !beforeMoment(at)).isPresent()
                ? Comparison.EXPLAINED
                : Comparison.UNEXPLAINED;
    }

    /** It is as it was before the moment; perhaps it was changed, and changed back. */
    private Comparison unchanged(Optional<Item> live) {
        return live.flatMap(this::written).filter(this::beforeMoment).isPresent()
                ? Comparison.WRONG
                : Comparison.UNEXPLAINED;
    }

    private boolean afterMoment(Instant at) {
        return at.isAfter(moment.plus(SKEW));
    }

    private boolean beforeMoment(Instant at) {
        return at.isBefore(moment.minus(SKEW));
    }

    /** Returns when an item was last written; empty where it does not say so. */
    public Optional<Instant> written(Item item) {
        return attribute
                .flatMap(time -> item.find(time.name()))
                .flatMap(SampleRules::time)
                .filter(this::plausible);
    }

    /** A number of days, or of a calendar, counts as none; nor can anybody have written in the future. */
    private boolean plausible(Instant at) {
        return !at.isBefore(EARLIEST) && at.isBefore(moment.plus(LATEST));
    }

    private static Optional<Instant> time(ItemValue value) {
        return switch (value) {
            case ItemValue.Numeric(BigDecimal number) -> time(number);
            case ItemValue.Text(String text) -> time(text);
            case ItemValue.Binary _ -> Optional.empty();
            case ItemValue.Flag _ -> Optional.empty();
            case ItemValue.Nothing _ -> Optional.empty();
            case ItemValue.TextSet _ -> Optional.empty();
            case ItemValue.NumericSet _ -> Optional.empty();
            case ItemValue.BinarySet _ -> Optional.empty();
            case ItemValue.Many _ -> Optional.empty();
            case ItemValue.Fields _ -> Optional.empty();
        };
    }

    private static Optional<Instant> time(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(LARGEST_MILLIS) > 0) {
            return Optional.empty();
        }
        BigDecimal millis = number.compareTo(LARGEST_SECONDS) > 0 ? number : number.multiply(BigDecimal.valueOf(1_000));
        return Optional.of(Instant.ofEpochMilli(millis.longValue()));
    }

    private static Optional<Instant> time(String text) {
        if (text.matches("\\d{1,15}")) {
            return time(new BigDecimal(text));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /**
     * Returns what the comparison came to.
     *
     * @param looked whether the items were also looked at before the moment
     */
    public CheckResult judge(SampleProgress progress, boolean looked) {
        CheckResult.Question question = new CheckResult.Question(
                CheckKind.SAMPLE,
                "Items of parts of the source and of the restored table, read by their keys in the other one"
                        + (looked ? ", and before the moment." : "."),
                "Items that were not written since " + moment + " are equal.");
        String seen = seen(progress);
        if (progress.wrong() > 0) {
            return question.failed(
                    seen,
                    ("%d of %d compared items are missing or different in the restored table although they were last"
                                    + " written before the moment, or are of a time after it. Hashes of keys: %s.")
                            .formatted(progress.wrong(), progress.compared(), String.join(", ", progress.examples())));
        }
        if (progress.compared() == 0) {
            return question.notProven(seen, "There was no item to compare.");
        }
        if (progress.unexplained() > 0) {
            return question.notProven(seen, unexplained(progress, looked));
        }
        // What was changed since says nothing of the restore: half of the sample must.
        return progress.same() >= Math.max(1, progress.explained())
                ? question.passed(seen)
                : question.notProven(
                        seen,
                        "%d of %d compared items were changed since: too few could be found equal."
                                .formatted(progress.explained(), progress.compared()));
    }

    private static String seen(SampleProgress progress) {
        return "%d compared: %d equal, %d changed since, %d differ without a time, %d wrong"
                .formatted(
                        progress.compared(),
                        progress.same(),
                        progress.explained(),
                        progress.unexplained(),
                        progress.wrong());
    }

    private String unexplained(SampleProgress progress, boolean looked) {
        String remedy = attribute.isPresent()
                ? "They lack the time attribute, or were deleted since."
                : "Name a timeAttribute in the policy.";
        return "%d of %d compared items differ, and no time shows that they were written since the moment. %s"
                .formatted(
                        progress.unexplained(),
                        progress.compared(),
                        looked
                                ? "They are not as the source had them just before the moment: the restored table has them"
                                        + " wrong or not at all, or they were changed in the seconds between, or changed and"
                                        + " changed back. " + remedy
                                : remedy);
    }

    /**
     * Returns whether the newest value of the time attribute is close to the moment.
     *
     * @param items how many items the restored table has; empty where they were not counted to the end
     */
    public CheckResult judgeTime(TimeAttribute time, SampleProgress progress, OptionalLong items) {
        CheckResult.Question question = new CheckResult.Question(
                CheckKind.TIME_ATTRIBUTE,
                "The newest %s of %d items of the restored table.".formatted(time.name(), progress.restored()),
                "From %s to %s.".formatted(moment.minus(time.within()), moment));
        if (progress.newest().isEmpty()) {
            return question.notProven("none", "No item that was looked at has a time in " + time.name() + ".");
        }
        Instant newest = progress.newest().get();
        if (afterMoment(newest)) {
            return question.failed(
                    newest.toString(), "The restored table has an item of a time after the moment: " + newest + ".");
        }
        if (!newest.isBefore(moment.minus(time.within()))) {
            return question.passed(newest.toString());
        }
        String reason = "The newest item that was looked at is of " + newest + ", earlier than the policy expects.";
        return progress.restored() >= items.orElse(Long.MAX_VALUE)
                ? question.failed(newest.toString(), reason)
                : question.notProven(newest.toString(), reason + " Not all items were looked at.");
    }
}
