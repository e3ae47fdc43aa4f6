package io.pitrguard.cli;

import io.pitrguard.config.policy.Suggestion;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.sweep.Selection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that select the tables of a sweep. */
final class SelectionOptions {
    /** The kinds of violations. */
    static final List<FindingKind> VIOLATIONS = List.of(
            FindingKind.RECOVERY_DISABLED,
            FindingKind.PERIOD_TOO_SHORT,
            FindingKind.HISTORY_LOST,
            FindingKind.RESTORE_POINT_STALE,
            FindingKind.DELETION_PROTECTION_OFF,
            FindingKind.DRILL_FAILED,
            FindingKind.DRILL_OVERDUE);

    private static final List<Severity> SEVERITIES = List.of(Severity.values()).reversed();
    private static final List<VerdictKind> VERDICTS = List.of(VerdictKind.values());
    private static final String PATTERN = "[a-zA-Z0-9_.*?-]{1,255}";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description =
                    "Table to read, such as orders or 'orders-*' (* any characters, ? one). Repeat it for more tables. Default: all.")
    private List<String> tables = List.of();

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description =
                    "Tag that a table must have, such as tier=critical, 'env=prod-*' or team. Repeat it to require several."
                            + " Tables with unreadable tags stay in.")
    private List<String> tags = List.of();

    @Option(
            names = "--only",
            paramLabel = "FINDING",
            split = ",",
            description =
                    "Violation (RecoveryDisabled, …), severity (CRITICAL, …) or verdict (UNDETERMINED, …) that a table must"
                            + " have. Separate alternatives with commas. By violation or severity, undetermined tables stay"
                            + " in: they may have it.")
    private List<String> only = List.of();

    /**
     * Returns the selection.
     *
     * @throws ParameterException if an option names nothing that exists
     */
    Selection selection(CommandSpec spec) {
        List<Glob> names = new ArrayList<>();
        for (String table : tables) {
            require(
                    spec,
                    table.matches(PATTERN),
                    "--table must be a table name or a pattern such as 'orders-*', not '" + table + "'");
            names.add(new Glob(table));
        }
        List<TagPattern> required = new ArrayList<>();
        for (String tag : tags) {
            require(spec, !tag.isEmpty() && !tag.startsWith("="), "--tag must be KEY=VALUE or KEY, not '" + tag + "'");
            required.add(TagPattern.parse(tag));
        }
        return new Selection(names, required, findings(spec));
    }

    private Selection.Findings findings(CommandSpec spec) {
        Set<VerdictKind> verdicts = EnumSet.noneOf(VerdictKind.class);
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        Set<FindingKind> violations = EnumSet.noneOf(FindingKind.class);
        for (String word : only) {
            Optional<VerdictKind> verdict = named(word, VERDICTS);
            Optional<Severity> severity = named(word, SEVERITIES);
            Optional<FindingKind> violation = named(word, VIOLATIONS);
            require(
                    spec,
                    verdict.isPresent() || severity.isPresent() || violation.isPresent(),
                    "--only does not know '%s'. %s".formatted(word, remedy(word)));
            verdict.ifPresent(verdicts::add);
            severity.ifPresent(severities::add);
            violation.ifPresent(violations::add);
        }
        return new Selection.Findings(verdicts, severities, violations);
    }

    private static <E> Optional<E> named(String word, List<E> known) {
        return known.stream()
                .filter(one -> one.toString().equalsIgnoreCase(word.replace('-', '_')))
                .findFirst();
    }

    private static String remedy(String word) {
        List<String> known = Stream.of(VIOLATIONS, SEVERITIES, VERDICTS)
                .flatMap(List::stream)
                .map(String::valueOf)
                .toList();
        return Suggestion.of(word.replace('-', '_'), known)
                .map(meant -> "Did you mean " + meant + "?")
                .orElseGet(() -> "Use one of " + String.join(", ", known) + ".");
    }

    private static void require(CommandSpec spec, boolean met, String message) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
