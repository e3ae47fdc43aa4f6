package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Violation;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import java.util.Set;

/** Deletion protection is on, where asked. */
final class DeletionProtectionCheck implements Check {
    @Override
    public String title() {
        return "Deletion protection is on";
    }

    @Override
    public String reason() {
        return "A deleted table takes its restorable window with it; only the moment before the deletion stays, for 35 days.";
    }

    @Override
    public String remedy(TableRef table, Requirement requirement) {
        return "aws dynamodb update-table --table-name %s --region %s --deletion-protection-enabled"
                .formatted(table.name(), table.where().region());
    }

    @Override
    public boolean isAsked(Requirement requirement) {
        return requirement.deletionProtection();
    }

    @Override
    public Set<FactKind> facts() {
        return Set.of(FactKind.DETAILS);
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        return snapshot.facts().known(FactKind.DETAILS, TableDetails.class).deletionProtection()
                ? PASSED
                : new Result.Failed(new Violation.DeletionProtectionOff());
    }
}
