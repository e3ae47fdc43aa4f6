package io.pitrguard.backup;

import io.pitrguard.domain.backup.Keeping;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.TableTags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what the policy asks of a table's backups. Reads tags only where they decide. */
public final class BackupRules {
    private static final Tags NOT_READ =
            new Tags.Unreadable(new Cause(Cause.Kind.NOT_YET, "The table's tags were not read."));

    private final Policy policy;
    private final TableTags tags;

    /** Creates it for a policy of one account. */
    public BackupRules(Policy policy, TableTags tags) {
        this.policy = policy;
        this.tags = tags;
    }

    /** Whether any rule asks for backups. */
    public boolean askForBackups() {
        return policy.rules().stream()
                .anyMatch(rule -> rule.schedules().backup().isPresent());
    }

    /** Returns what the policy asks at a moment, by the table's own tags where they decide. */
    public Keeping of(TableRef table, Instant now) {
        return of(table, now, tags::of);
    }

    /** Returns the tags of all tables, to be read when the first one is needed: for one run, because they change. */
    BulkTags bulk() {
        return new BulkTags(tags);
    }

    /**
     * Returns the same by tags that are read for all tables at once, where that can be done: good enough to take a backup
     * by, which the next run makes up for if a tag is new, and not to delete one by.
     */
    Keeping inBulk(TableRef table, BulkTags bulk, Instant now) {
        return of(table, now, each -> bulk.of(each).orElseGet(() -> tags.of(each)));
    }

    private Keeping of(TableRef table, Instant now, Function<TableRef, Tags> reading) {
        return certain(policy.choose(table, NOT_READ, now).candidates()).orElseGet(() -> {
            Tags read = reading.apply(table);
            return certain(policy.choose(table, read, now).candidates()).orElseGet(() -> notKnown(table, read));
        });
    }

    private static Optional<Keeping> certain(List<Rule> candidates) {
        if (candidates.stream().noneMatch(rule -> rule.schedules().backup().isPresent())) {
            return Optional.of(new Keeping.NotAsked());
        }
        Rule rule = candidates.getFirst();
        return candidates.size() == 1
                ? rule.schedules().backup().map(asked -> new Keeping.Asked(rule.name(), asked))
                : Optional.empty();
    }

    private static Keeping notKnown(TableRef table, Tags read) {
        return new Keeping.NotKnown(
                read instanceof Tags.Unreadable(Cause cause)
                        ? cause
                        : new Cause(Cause.Kind.BROKEN, "No single rule applies to " + table.name() + "."));
    }
}
