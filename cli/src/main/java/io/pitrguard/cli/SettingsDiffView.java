package io.pitrguard.cli;

import io.pitrguard.domain.settings.Comparison;
import io.pitrguard.domain.settings.Copying;
import io.pitrguard.domain.settings.Difference;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.SettingsDiff;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of two tables, compared.
 *
 * @param source the source's ARN
 * @param target the target's ARN
 * @param equal whether every setting that is compared is known to be equal
 */
public record SettingsDiffView(String source, String target, boolean equal, List<RowView> settings) {
    /** How a setting compares. */
    public enum Result {
        EQUAL("equal"),
        DIFFERS("differs"),
        NOT_UNDERSTOOD("differs, not understood"),
        COULD_NOT_BE_READ("could not be read"),
        NOT_KNOWN("not known"),
        NOT_COMPARED("not compared");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        /** Returns the result for people. */
        String words() {
            return words;
        }

        private static Result of(Comparison comparison) {
            return switch (comparison) {
                case Comparison.Equal _ -> EQUAL;
                case Comparison.Differs _ -> DIFFERS;
                case Comparison.NotUnderstood _ -> NOT_UNDERSTOOD;
                case Comparison.CouldNotBeRead _ -> COULD_NOT_BE_READ;
                case Comparison.NotKnown _ -> NOT_KNOWN;
                case Comparison.NotCompared _ -> NOT_COMPARED;
            };
        }
    }

    /** How a setting gets to the target. */
    public enum Copied {
        AUTOMATICALLY,
        AFTER_CONFIRMATION,
        NEVER;

        private static Copied of(Copying copying) {
            return switch (copying) {
                case Copying.Automatic _ -> AUTOMATICALLY;
                case Copying.Confirmed _ -> AFTER_CONFIRMATION;
                case Copying.ReportOnly _, Copying.ByHand _ -> NEVER;
            };
        }
    }

    /**
     * One entry that differs.
     *
     * @param source null where the source does not have it
     * @param target null where the target does not have it
     */
    public record DifferenceView(
            String entry, @Nullable String source, @Nullable String target) {
        private static List<DifferenceView> of(Comparison comparison) {
            return switch (comparison) {
                case Comparison.Differs(List<Difference> differences) -> of(differences);
                case Comparison.NotUnderstood(List<Difference> fields) -> of(fields);
                case Comparison.Equal _, Comparison.CouldNotBeRead _, Comparison.NotKnown _, Comparison.NotCompared _ ->
                    List.of();
            };
        }

        private static List<DifferenceView> of(List<Difference> differences) {
            return differences.stream()
                    .map(each -> new DifferenceView(
                            each.entry(),
                            each.source().orElse(null),
                            each.target().orElse(null)))
                    .toList();
        }
    }

    /**
     * One setting.
     *
     * @param setting its key
     * @param carriedByRestores yes, no or undocumented
     * @param from where the source's value comes from; null where it is not known
     * @param source the source's entries; null where they are not known
     * @param target the target's entries; null where they are not known
     * @param toDo what a person does or must know; empty where the tables are equal
     * @param commands AWS CLI commands that do it by hand
     */
    public record RowView(
            String setting,
            String title,
            Result result,
            Copied copied,
            String carriedByRestores,
            @Nullable String from,
            @Nullable Map<String, String> source,
            @Nullable Map<String, String> target,
            List<DifferenceView> differences,
            String toDo,
            List<String> commands) {
        private static RowView of(SettingsDiff diff, SettingRow row) {
            return new RowView(
                    row.setting().key(),
                    row.setting().title(),
                    Result.of(row.comparison()),
                    Copied.of(row.setting().description().copying()),
                    row.setting().description().carried().word(),
                    row.source() instanceof Reading.Known(SettingValue _, Reading.Origin origin)
                            ? origin.words()
                            : null,
                    entries(row.source()),
                    entries(row.target()),
                    DifferenceView.of(row.comparison()),
                    toDo(row),
                    diff.commands(row));
        }

        private static String toDo(SettingRow row) {
            return row.comparison() instanceof Comparison.CouldNotBeRead(var side, var cause)
                    ? "The " + side.word() + " could not be read. " + cause.message()
                    : row.toDo();
        }

        private static @Nullable Map<String, String> entries(Reading reading) {
            return reading instanceof Reading.Known(SettingValue value, Reading.Origin _) ? value.entries() : null;
        }
    }

    /** Creates the view of a comparison. */
    static SettingsDiffView of(SettingsDiff diff) {
        return new SettingsDiffView(
                diff.source().arn(),
                diff.target().arn(),
                diff.isEqual(),
                diff.rows().stream().map(row -> RowView.of(diff, row)).toList());
    }
}
