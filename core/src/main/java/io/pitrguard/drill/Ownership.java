package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.OwnershipProof;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import java.util.List;
import java.util.Optional;

/** What reading the table of a drill just now proves: only a proven one is deleted. */
sealed interface Ownership {
    /** There is no table of that name. */
    record Gone() implements Ownership {}

    /** Another table has the name. */
    record Another(String tableId) implements Ownership {}

    /** It is being deleted. */
    record BeingDeleted() implements Ownership {}

    /** All five facts hold. */
    record Proven() implements Ownership {}

    /** One of them does not. */
    record Refused(List<String> reasons) implements Ownership {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** Something could not be read. */
    record NotKnown(Cause cause) implements Ownership {}

    /** Reads the table, and who uses it. */
    static Ownership read(TableRestores tables, DrillPlan plan, String tableId) {
        return switch (tables.describe(plan.target())) {
            case Result.Failure<DescribedTable>(Cause cause) -> new NotKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> new Gone();
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) ->
                table.tableId().equals(tableId) ? of(tables, plan, table) : new Another(table.tableId());
        };
    }

    private static Ownership of(TableRestores tables, DrillPlan plan, TableDescription table) {
        if (table.status() == TableStatus.DELETING) {
            return new BeingDeleted();
        }
        OwnershipProof.Claim claim = new OwnershipProof.Claim(
                Optional.of(table.tableId()), plan.source().table(), plan.point(), plan.target(), DrillTarget.PREFIX);
        return switch (tables.users(table.table())) {
            case Result.Failure<List<TableUser>>(Cause cause) -> new NotKnown(cause);
            case Result.Success<List<TableUser>>(List<TableUser> users) ->
                switch (OwnershipProof.of(claim, table, users)) {
                    case OwnershipProof.Proven _ ->
                        table.shape().stream() instanceof TableShape.Stream.None
                                ? new Proven()
                                : new Refused(List.of("Its stream is on, and drills turn none on: somebody uses it."));
                    case OwnershipProof.Refused(List<String> reasons) -> new Refused(reasons);
                };
        };
    }
}
