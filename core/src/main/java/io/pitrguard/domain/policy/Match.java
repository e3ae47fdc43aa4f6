package io.pitrguard.domain.policy;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.util.List;

/**
 * Which tables a rule is about. Each list is an "or"; the lists together are an "and"; an empty list asks nothing.
 *
 * @param tables patterns for the table's name
 * @param anyTag at least one of these tags
 * @param allTags every one of these tags
 * @param accounts twelve-digit account ids
 * @param regions patterns for the region
 */
public record Match(
        List<Glob> tables,
        List<TagPattern> anyTag,
        List<TagPattern> allTags,
        List<String> accounts,
        List<Glob> regions) {
    /** Fits every table. */
    public static final Match EVERY_TABLE = new Match(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Whether a table fits; {@code UNKNOWN} when that depends on tags that could not be read. */
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
    }

    /** Tests whether the table fits. */
    public Answer test(TableRef table, Tags tags) {
        if (!fitsName(table)) {
            return Answer.NO;
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
