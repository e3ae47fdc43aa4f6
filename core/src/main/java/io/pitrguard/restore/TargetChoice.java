package io.pitrguard.restore;

import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.Remark;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TargetName;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the name of the restored table, and finds out whether it is free. */
final class TargetChoice {
    private final TableRestores tables;

    TargetChoice(TableRestores tables) {
        this.tables = tables;
    }

    /**
     * The table that is made.
     *
     * @param remarks what a person should know of its name
     */
    record Target(TableRef table, List<Remark> remarks) {
        Target {
            remarks = List.copyOf(remarks);
        }
    }

    PlanPart<Target> choose(PlanOrder order, RestorePoint from, List<RestoreRecord> restores) {
        RestoreRequest request = order.request();
        TableRef source = request.source().table();
        String prefix = order.policy().targetPrefix();
        String name = request.targetName().orElseGet(() -> TargetName.standard(request, prefix, from.moment()));
        if (!TargetName.valid(name)) {
            return PlanPart.notPossible(
                    "'" + Printable.line(name) + "' cannot be the name of a table: names have 3 to 255 letters, digits,"
                            + " '_', '-' and '.'.",
                    List.of());
        }
        TableRef target = request.targetWhere().table(name);
        if (request.source() instanceof RestoreSource.Live && target.equals(source)) {
            return PlanPart.notPossible(
                    "A restore never replaces a table: it makes a new one. Choose another name than that of the source.",
                    List.of());
        }
        Optional<RestoreRecord> other = restores.stream()
                .filter(record ->
                        !record.state().over() && record.plan().target().equals(target))
                .findFirst();
        return other.isPresent()
                ? PlanPart.notPossible(
                        "The restore %s makes a table %s already. Choose another name with --as, or continue that restore: %s"
                                .formatted(
                                        other.get().id(), name, RestoreCommands.about(other.get(), "restore resume")),
                        List.of())
                : free(order, from, target);
    }

    private PlanPart<Target> free(PlanOrder order, RestorePoint from, TableRef target) {
        return switch (tables.describe(target)) {
            case Result.Failure<DescribedTable>(Cause cause) -> PlanPart.notKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> found(order, target, List.of());
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table))
            when table.status() == TableStatus.DELETING ->
                found(
                        order,
                        target,
                        List.of(name("A table of this name is being deleted: the restore starts when it is gone.")));
            case Result.Success<DescribedTable>(DescribedTable.Present _) -> taken(order, from, target);
        };
    }

    /** A deleted table whose name was taken since gets a name with the prefix, unless a person named one. */
    private PlanPart<Target> taken(PlanOrder order, RestorePoint from, TableRef target) {
        RestoreRequest request = order.request();
        String other = TargetName.standard(
                new RestoreSource.Live(request.source().table()), order.policy().targetPrefix(), from.moment());
        boolean ownName = request.targetName().isEmpty() && !target.name().equals(other);
        return ownName
                        && tables.describe(target.where().table(other))
                                .success()
                                .filter(DescribedTable.Gone.class::isInstance)
                                .isPresent()
                ? found(
                        order,
                        target.where().table(other),
                        List.of(name(
                                "There is a table " + target.name() + " again, so the deleted one gets another name.")))
                : PlanPart.notPossible(
                        "There is a table " + target.name() + " in "
                                + target.where().region()
                                + " already. A restore never replaces a table: choose another name with --as.",
                        List.of());
    }

    private static PlanPart<Target> found(PlanOrder order, TableRef target, List<Remark> remarks) {
        List<Remark> all = new ArrayList<>(remarks);
        boolean ownName = target.equals(order.request().source().table());
        if (ownName) {
            all.add(name("It gets its own name back: its ARN, IAM policies, alarms, and CloudFormation or Terraform"
                    + " definitions apply to it again. Its stream gets another ARN."));
        }
        String prefix = order.policy().targetPrefix();
        if (!target.name().startsWith(prefix)) {
            all.add(name("pitr-guard restore discard will not delete it, because its name does not begin with " + prefix
                    + "."));
        }
        return new PlanPart.Found<>(new Target(target, all));
    }

    private static Remark name(String text) {
        return new Remark(Remark.Kind.NAME, text);
    }
}
