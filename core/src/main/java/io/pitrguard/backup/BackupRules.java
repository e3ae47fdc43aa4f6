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

    /** Returns what the policy asks at a moment. */
    public Keeping of(TableRef table, Instant now) {
        return certain(policy.choose(table, NOT_READ, now).candidates()).orElseGet(() -> {
            Tags read = tags.of(table);
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
