package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableCatalog;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/** Reads the facts of tables that a verdict needs: the one place that asks AWS for them. */
final class FactLoader {
    /** What did not happen where the end came first. */
    static final String READ_AGAIN = "the table was read again";

    private final TableCatalog catalog;
    private final InstantSource time;

    FactLoader(TableCatalog catalog, InstantSource time) {
        this.catalog = catalog;
        this.time = time;
    }

    /** Reads what is missing to judge a table and to act on it, until nothing is. */
    TableSnapshot complete(TableSnapshot snapshot, Policy policy, Until until) {
        return complete(snapshot, read -> read.judge(policy).missing(), until);
    }

    /** Reads in rounds, since one fact may show that another one is needed; each round reads a kind at least. */
    TableSnapshot complete(TableSnapshot snapshot, Function<TableSnapshot, Set<FactKind>> missing, Until until) {
        TableSnapshot known = snapshot;
        for (int round = 0; round < FactKind.values().length; round++) {
            Set<FactKind> open = missing.apply(known);
            if (open.isEmpty()) {
                break;
            }
            known = known.with(read(known.facts(), open, until));
        }
        return known;
    }

    /** Reads these facts, one after the other. */
    TableFacts read(TableFacts facts, Set<FactKind> kinds, Until until) {
        TableFacts known = facts;
        for (FactKind kind : kinds) {
            known = known.with(kind, read(facts.table(), kind, until));
        }
        return known;
    }

    private Fact<?> read(TableRef table, FactKind kind, Until until) {
        if (until.isOver(time)) {
            return new Fact.Unreadable<>(until.cause(READ_AGAIN));
        }
        try {
            return catalog.fact(table, kind);
        } catch (RuntimeException unexpected) {
            // A defect with one table must not lose the others.
            return new Fact.Unreadable<>(Cause.unexpected(unexpected));
        }
    }
}
