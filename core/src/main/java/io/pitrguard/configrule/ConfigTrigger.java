package io.pitrguard.configrule;

import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes a rule of AWS Config evaluate. */
public sealed interface ConfigTrigger {
    /** When Config noticed; orders the results. */
    Instant orderedAt();

    /**
     * A table changed.
     *
     * @param recoveryOn what the configuration item says of recovery; empty where it does not say
     */
    record Changed(String table, Optional<Boolean> recoveryOn, Instant orderedAt) implements ConfigTrigger {}

    /**
     * A table is deleted, not recorded or out of the rule's scope.
     *
     * @param why in words
     */
    record OutOfScope(String table, String why, Instant orderedAt) implements ConfigTrigger {}

    /** It is time to look at all tables. */
    record Scheduled(Instant orderedAt) implements ConfigTrigger {}

    /**
     * A table, or a global table with its replicas, that does not exist yet.
     *
     * @param replicas what each would be; a plain table has one
     */
    record Proposed(String resourceType, String resourceId, List<Proposal> replicas, Instant orderedAt)
            implements ConfigTrigger {
        public Proposed {
            replicas = List.copyOf(replicas);
            if (replicas.isEmpty()) {
                throw new IllegalArgumentException("a proposal is about at least one table");
            }
        }
    }

    /**
     * What one table or replica would be.
     *
     * @param named whether its name is known; otherwise the one in {@code facts} only stands for it
     */
    record Proposal(TableFacts facts, RecoveryState state, boolean named) {
        public Proposal {
            // Nobody can read later what the proposal leaves out, so that the verdict would be open for ever.
            Set<FactKind> missing = facts.missing(EnumSet.allOf(FactKind.class));
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("a proposal tells all facts of a table, but not " + missing);
            }
        }
    }
}
