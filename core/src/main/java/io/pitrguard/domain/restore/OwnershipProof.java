package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
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
     * What the store says of a table that pitr-guard made.
     *
     * @param tableId AWS's id of the table; empty where the store has none
     * @param source the table that was restored
     * @param from what it was restored from
     * @param target the name that was asked for
     * @param prefix what its name must begin with
     */
    record Claim(Optional<String> tableId, TableRef source, RestorePoint from, TableRef target, String prefix) {}

    /**
     * Proves it, or refuses. The deletion protection of an audit table that was signed off is pitr-guard's own, and does
     * not show that somebody needs the table.
     *
     * @param table as it was read just now
     * @param users who uses the table, as it was read just now
     */
    static OwnershipProof of(RestoreRecord record, TableDescription table, List<TableUser> users) {
        RestorePlan plan = record.plan();
        return of(
                new Claim(
                        record.state().madeTableId(),
                        plan.sourceTable(),
                        plan.from(),
                        plan.target(),
                        plan.targetPrefix()),
                table,
                users,
                plan.request().audit().isPresent() && record.signOff().isPresent());
    }

    /**
     * Proves a claim, or refuses.
     *
     * @param table as it was read just now
     * @param users who uses the table, as it was read just now
     */
    static OwnershipProof of(Claim claim, TableDescription table, List<TableUser> users) {
        return of(claim, table, users, false);
    }

    private static OwnershipProof of(
            Claim claim, TableDescription table, List<TableUser> users, boolean ownProtection) {
        List<String> reasons = new ArrayList<>();
        reasons.addAll(identity(claim, table));
        reasons.addAll(summary(claim, table));
        reasons.addAll(name(claim));
        reasons.addAll(use(table, users, ownProtection));
        return reasons.isEmpty() ? new Proven(table.tableId()) : new Refused(reasons);
    }

    private static List<String> identity(Claim claim, TableDescription table) {
        if (claim.tableId().isEmpty()) {
            return List.of(NO_TABLE);
        }
        if (!table.table().equals(claim.target())) {
            return List.of("The table that was read is not the target of the restore.");
        }
        return claim.tableId().get().equals(table.tableId())
                ? List.of()
                : List.of("Another table has the name now: its id is " + table.tableId()
                        + ", that of the restored table " + claim.tableId().get() + ".");
    }

    private static List<String> summary(Claim claim, TableDescription table) {
        return table.restore()
                        .filter(summary -> RestoredFrom.matches(claim.source(), claim.from(), summary))
                        .isPresent()
                ? List.of()
                : List.of("AWS does not describe it as a restore of "
                        + claim.source().name() + " to " + claim.from().moment() + ".");
    }

    private static List<String> name(Claim claim) {
        List<String> reasons = new ArrayList<>();
        if (!claim.target().name().startsWith(claim.prefix())) {
            reasons.add("Its name does not begin with " + claim.prefix()
                    + ": pitr-guard deletes only tables whose names do.");
        }
        if (claim.target().equals(claim.source())) {
            reasons.add("It has the name of the table that was restored.");
        }
        return reasons;
    }

    private static List<String> use(TableDescription table, List<TableUser> users, boolean ownProtection) {
        List<String> reasons = new ArrayList<>();
        if (table.status() != TableStatus.ACTIVE) {
            reasons.add("Its status is " + table.status() + ", not ACTIVE.");
        }
        Optional<Boolean> on = table.deletionProtection();
        if (on.isEmpty() || (on.get() && !ownProtection)) {
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
