package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a table is proven to be the one that pitr-guard made, and used by nobody else: only then may it be deleted.
 * Five facts must hold at once: the store has the table's id; {@code DescribeTable} returns that id; AWS's summary of the
 * restore names the source and the moment; the name has the prefix; and nobody else uses the table.
 */
public sealed interface OwnershipProof {
    /** The reason where the store has no id. */
    String NO_TABLE = "The restore's record has no id of a table, so it is not known whether it made one.";

    /** All facts hold. */
    record Proven(String tableId) implements OwnershipProof {}

    /**
     * A fact does not hold, or is not known.
     *
     * @param reasons each that does not hold, in a sentence
     */
    record Refused(List<String> reasons) implements OwnershipProof {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Proves it, or refuses.
     *
     * @param table as it was read just now
     * @param users who uses the table, as it was read just now
     */
    static OwnershipProof of(RestoreRecord record, TableDescription table, List<TableUser> users) {
        List<String> reasons = new ArrayList<>();
        reasons.addAll(identity(record, table));
        reasons.addAll(summary(record.plan(), table));
        reasons.addAll(name(record.plan()));
        reasons.addAll(use(table, users));
        return reasons.isEmpty() ? new Proven(table.tableId()) : new Refused(reasons);
    }

    private static List<String> identity(RestoreRecord record, TableDescription table) {
        Optional<String> known = record.state().madeTableId();
        if (known.isEmpty()) {
            return List.of(NO_TABLE);
        }
        if (!table.table().equals(record.plan().target())) {
            return List.of("The table that was read is not the target of the restore.");
        }
        return known.get().equals(table.tableId())
                ? List.of()
                : List.of("Another table has the name now: its id is " + table.tableId()
                        + ", that of the restored table " + known.get() + ".");
    }

    private static List<String> summary(RestorePlan plan, TableDescription table) {
        return table.restore()
                        .filter(summary -> RestoredFrom.matches(plan, summary))
                        .isPresent()
                ? List.of()
                : List.of("AWS does not describe it as a restore of "
                        + plan.sourceTable().name() + " to " + plan.from().moment() + ".");
    }

    private static List<String> name(RestorePlan plan) {
        List<String> reasons = new ArrayList<>();
        if (!plan.target().name().startsWith(plan.targetPrefix())) {
            reasons.add("Its name does not begin with " + plan.targetPrefix()
                    + ": pitr-guard deletes only tables whose names do.");
        }
        if (plan.target().equals(plan.sourceTable())) {
            reasons.add("It has the name of the table that was restored.");
        }
        return reasons;
    }

    private static List<String> use(TableDescription table, List<TableUser> users) {
        List<String> reasons = new ArrayList<>();
        if (table.status() != TableStatus.ACTIVE) {
            reasons.add("Its status is " + table.status() + ", not ACTIVE.");
        }
        if (!table.deletionProtection().equals(Optional.of(false))) {
            reasons.add("Its deletion protection is on, or not known. If nobody needs the table, run: "
                    + RestoreCommands.unprotect(table.table()));
        }
        if (!table.replicas().isEmpty()) {
            reasons.add("It has replicas in " + String.join(", ", table.replicas()) + ".");
        }
        users.forEach(user -> reasons.add("It is used by: %s %s. If nobody needs that, run: %s"
                .formatted(user.kind(), user.name(), user.remove())));
        return reasons;
    }
}
