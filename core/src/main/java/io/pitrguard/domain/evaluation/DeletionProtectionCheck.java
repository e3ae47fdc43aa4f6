package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RequirementKey;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.Optional;
import java.util.Set;

/** Deletion protection is on, where asked. */
public final class DeletionProtectionCheck implements Check {
    private static final Result UNKNOWN = new Result.Unknown(new Cause(
            Cause.Kind.BROKEN, "AWS described the table (dynamodb:DescribeTable) without DeletionProtectionEnabled."));

    /** Deletion protection must be on. */
    public static final RequirementKey<Boolean> PROTECTION = new RequirementKey.Flag("deletionProtection");

    /** Deletion protection is off. */
    public record DeletionProtectionOff() implements Violation {
        @Override
        public FindingKind kind() {
            return FindingKind.DELETION_PROTECTION_OFF;
        }

        @Override
        public Severity severity() {
            return Severity.MEDIUM;
        }

        @Override
        public String brief() {
            return "deletion protection is off";
        }

        @Override
        public String message() {
            return "Deletion protection is off; the policy requires it on.";
        }
    }

    @Override
    public String title() {
        return "Deletion protection is on";
    }

    @Override
    public String reason() {
        return "Deleting a table ends its point-in-time recovery; AWS keeps one backup, of the moment before, for 35 days.";
    }

    @Override
    public String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger) {
        TableRef table = snapshot.facts().table();
        return "aws dynamodb update-table %s %s --deletion-protection-enabled"
                .formatted(
                        ShellWord.option("--table-name", table.name()),
                        ShellWord.option("--region", table.where().region()));
    }

    @Override
    public Set<FactKind> facts() {
        return Set.of(FactKind.DETAILS);
    }

    @Override
    public Optional<RequirementKey<?>> key() {
        return Optional.of(PROTECTION);
    }

    @Override
    public Optional<Asked> asked(Requirement requirement) {
        return requirement
                .get(PROTECTION)
                .map(_ -> new Asked(
                        "deletion protection",
                        "deletion protection on",
                        new Asked.Handling.AlertOnly("missing deletion protection")));
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        return snapshot.facts()
                .known(FactKind.DETAILS, TableDetails.class)
                .deletionProtection()
                .map(on -> on ? PASSED : new Result.Failed(new DeletionProtectionOff()))
                .orElse(UNKNOWN);
    }
}
