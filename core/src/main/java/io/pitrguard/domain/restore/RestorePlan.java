package io.pitrguard.domain.restore;

import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.List;

/**
 * What a restore will do. Its {@link #digest} stands for all that is approved.
 *
 * @param target the table that is made
 * @param targetPrefix what the policy wants names of restored tables to begin with, at the time of the plan
 * @param remarks what a person should know before
 * @param plannedAt when AWS was read
 */
public record RestorePlan(
        RestoreRequest request,
        TableRef target,
        String targetPrefix,
        RestorePoint from,
        SourceFacts source,
        TimeEstimate time,
        RestoreCost cost,
        List<Remark> remarks,
        ApprovalNeed approval,
        Instant plannedAt) {
    public RestorePlan {
        remarks = List.copyOf(remarks);
    }

    /** Returns the table that is restored. */
    public TableRef sourceTable() {
        return request.source().table();
    }

    /** Returns the call that carries the plan out. An audit table is paid by request: hardly anybody reads it. */
    public RestoreCall call() {
        return new RestoreCall(
                sourceTable(),
                from,
                target,
                request.indexes(),
                request.kmsKey(),
                request.audit().isPresent());
    }

    /** Returns the text that is hashed: what is made, of what, by whose request. */
    public String canonicalText() {
        return "pitr-guard restore plan 1\n"
                + "source " + sourceTable().arn() + "\n"
                + "table-id " + source.tableId().orElse("-") + "\n"
                + switch (from) {
                    case RestorePoint.PointInTime(Instant moment) -> "moment " + moment + "\n";
                    case RestorePoint.Backup(TableBackup backup) -> "backup " + backup.arn() + "\n";
                }
                + "target " + target.arn() + "\n"
                + "indexes " + request.indexes() + "\n"
                + "settings " + request.settings() + "\n"
                + "key " + request.kmsKey().orElse("-") + "\n"
                + request.audit().map(RestorePlan::canonicalText).orElse("")
                + "requester " + request.requester() + "\n"
                + "planned " + plannedAt + "\n";
    }

    private static String canonicalText(AuditTerms audit) {
        return "audit-until " + audit.until() + "\n"
                + "audit-owner " + audit.owner() + "\n"
                + "audit-purpose " + audit.purpose() + "\n";
    }

    /** Returns the SHA-256 of the canonical text, in hexadecimal digits: what a person approves. */
    public String digest() {
        return Sha256.of(canonicalText());
    }
}
