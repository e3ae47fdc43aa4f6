package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.table.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables that a sweep is about. It neither counts nor changes the others, and leaves their records as they are. Each
 * selected table keeps its whole verdict.
 *
 * @param tables patterns of names, of which one must match; only these tables are read
 * @param tags tags that a table must all have; a table whose tags could not be read may have them
 */
public record Selection(List<Glob> tables, List<TagPattern> tags, Findings findings) {
    /** Selects every table. */
    public static final Selection EVERYTHING = new Selection(List.of(), List.of(), Findings.ANY);

    public Selection {
        tables = List.copyOf(tables);
        tags = List.copyOf(tags);
    }

    /**
     * The findings that a table must have one of; none select every table.
     *
     * @param severities a table with such a violation, or an undetermined one, which may have it
     * @param violations a table with such a violation, or an undetermined one, which may have it
     */
    public record Findings(Set<VerdictKind> verdicts, Set<Severity> severities, Set<FindingKind> violations) {
        /** Selects every table. */
        public static final Findings ANY = new Findings(Set.of(), Set.of(), Set.of());

        public Findings {
            verdicts = Set.copyOf(verdicts);
            severities = Set.copyOf(severities);
            violations = Set.copyOf(violations);
        }

        /** Whether a verdict is selected. */
        boolean select(Verdict verdict) {
            boolean byViolation = !severities.isEmpty() || !violations.isEmpty();
            if (verdicts.isEmpty() && !byViolation) {
                return true;
            }
            return verdicts.contains(VerdictKind.of(verdict))
                    || switch (verdict) {
                        case Verdict.NonCompliant(List<Violation> found) ->
                            found.stream()
                                    .anyMatch(v -> severities.contains(v.severity()) || violations.contains(v.kind()));
                        case Verdict.Undetermined _ -> byViolation;
                        case Verdict.Compliant _, Verdict.Exempt _, Verdict.NotApplicable _ -> false;
                    };
        }

        @Override
        public String toString() {
            List<String> names = new ArrayList<>();
            verdicts.stream().sorted().map(String::valueOf).forEach(names::add);
            severities.stream().sorted().map(String::valueOf).forEach(names::add);
            violations.stream().sorted().map(String::valueOf).forEach(names::add);
            return String.join(", ", names);
        }
    }

    /** Whether every table is selected. */
    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    /** Whether a table of that name is selected. */
    boolean selects(String name) {
        return tables.isEmpty() || tables.stream().anyMatch(glob -> glob.matches(name));
    }

    /** Whether the tags are selected. */
    boolean selects(Tags own) {
        return switch (own) {
            case Tags.Known known -> tags.stream().allMatch(tag -> tag.matches(known.byKey()));
            case Tags.Unreadable _ -> true;
        };
    }

    /** Describes what is selected, such as "table orders-*; tag tier=critical". */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        tables.forEach(table -> parts.add("table " + table));
        tags.forEach(tag -> parts.add("tag " + tag));
        if (!findings.equals(Findings.ANY)) {
            parts.add("only " + findings);
        }
        return String.join("; ", parts);
    }
}
