package io.pitrguard.domain.policy;

import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.util.List;
import java.util.Optional;

/**
 * Which tables a rule is about. Each list is an "or"; the lists together are an "and"; an empty list asks nothing.
 *
 * @param tables patterns for the table's name
 * @param anyTag at least one of these tags
 * @param allTags every one of these tags
 * @param accounts twelve-digit account ids
 * @param regions patterns for the region
 * @param units patterns for the organizational units of the account; undecided until {@link #within} is given the actual units
 */
public record Match(
        List<Glob> tables,
        List<TagPattern> anyTag,
        List<TagPattern> allTags,
        List<String> accounts,
        List<Glob> regions,
        List<UnitPattern> units) {
    /** Fits every table. */
    public static final Match EVERY_TABLE = new Match(List.of(), List.of(), List.of(), List.of(), List.of());

    private static final List<Glob> ANY_NAME = List.of(new Glob("*"));

    /** Whether a table fits; {@code UNKNOWN} when that depends on tags that could not be read, or on the account's units. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    public Match {
        tables = List.copyOf(tables);
        anyTag = List.copyOf(anyTag);
        allTags = List.copyOf(allTags);
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
        units = List.copyOf(units);
    }

    /** Creates a match that asks nothing of the account's organizational units. */
    public Match(
            List<Glob> tables,
            List<TagPattern> anyTag,
            List<TagPattern> allTags,
            List<String> accounts,
            List<Glob> regions) {
        this(tables, anyTag, allTags, accounts, regions, List.of());
    }

    /** Returns the match for accounts in these units, from the root down; empty if none of their tables fits. */
    public Optional<Match> within(List<OrganizationalUnit> where) {
        return units.isEmpty() || units.stream().anyMatch(unit -> unit.matches(where))
                ? Optional.of(new Match(tables, anyTag, allTags, accounts, regions))
                : Optional.empty();
    }

    /** Tests whether the table fits. */
    public Answer test(TableRef table, Tags tags) {
        if (!fitsName(table)) {
            return Answer.NO;
        }
        if (!units.isEmpty()) {
            return Answer.UNKNOWN;
        }
        if (!asksTags()) {
            return Answer.YES;
        }
        return switch (tags) {
            case Tags.Unreadable _ -> Answer.UNKNOWN;
            case Tags.Known known -> fitsTags(known) ? Answer.YES : Answer.NO;
        };
    }

    /** Whether the answer depends on a table's tags. */
    public boolean asksTags() {
        return !anyTag.isEmpty() || !allTags.isEmpty();
    }

    /**
     * Whether every table that fits the other match fits this one. The answer is certain if it is yes; two patterns that
     * only together cover a third are not found.
     */
    public boolean covers(Match other) {
        return (accounts.isEmpty() || (!other.accounts.isEmpty() && accounts.containsAll(other.accounts)))
                && cover(regions, other.regions)
                && (units.isEmpty() || (!other.units.isEmpty() && Pattern.coverAll(units, other.units)))
                && coversTags(other)
                && cover(tables, other.tables);
    }

    private static boolean cover(List<Glob> globs, List<Glob> others) {
        return globs.isEmpty() || Pattern.coverAll(globs, others.isEmpty() ? ANY_NAME : others);
    }

    private boolean coversTags(Match other) {
        for (TagPattern tag : allTags) {
            if (!other.impliesOneOf(List.of(tag))) {
                return false;
            }
        }
        return anyTag.isEmpty() || other.impliesOneOf(anyTag);
    }

    /** Whether each table that fits has one of these tags. */
    private boolean impliesOneOf(List<TagPattern> tags) {
        for (TagPattern tag : allTags) {
            if (Pattern.cover(tags, tag)) {
                return true;
            }
        }
        return !anyTag.isEmpty() && Pattern.coverAll(tags, anyTag);
    }

    private boolean fitsName(TableRef table) {
        return anyFits(tables, table.name())
                && anyFits(regions, table.where().region())
                && (accounts.isEmpty() || accounts.contains(table.where().account()));
    }

    private static boolean anyFits(List<Glob> globs, String name) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(name));
    }

    private boolean fitsTags(Tags.Known tags) {
        return (anyTag.isEmpty() || anyTag.stream().anyMatch(tag -> tag.matches(tags.byKey())))
                && allTags.stream().allMatch(tag -> tag.matches(tags.byKey()));
    }
}
