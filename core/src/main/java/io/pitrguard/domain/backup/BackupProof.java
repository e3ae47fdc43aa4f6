package io.pitrguard.domain.backup;

import io.pitrguard.domain.restore.TableBackup;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a backup that AWS has is proven to be one that pitr-guard made, and good: only then does it count, and only such
 * a one may be deleted. AWS has no tags for backups, so all facts must hold at once: the record's ARN, kind, name, table
 * and moment are those that AWS shows, and it is available.
 */
public sealed interface BackupProof {
    /** All facts hold. */
    record Proven(BackupRecord record, TableBackup backup) implements BackupProof {}

    /**
     * A fact does not hold.
     *
     * @param reasons each that does not hold, in a sentence
     */
    record Refused(List<String> reasons) implements BackupProof {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Proves it, or refuses.
     *
     * @param listed as it was read just now
     */
    static BackupProof of(BackupRecord record, TableBackup listed) {
        List<String> reasons = new ArrayList<>();
        Optional<MadeBackup> made = record.state().made();
        if (made.isEmpty()) {
            reasons.add("The record has no ARN of a backup, so it is not known whether pitr-guard made one.");
        }
        made.ifPresent(known -> reasons.addAll(identity(known, listed)));
        if (listed.kind() != TableBackup.Kind.USER) {
            reasons.add("Its type is " + listed.kind() + ", not USER.");
        }
        if (!listed.name().equals(record.id().awsName())) {
            reasons.add("Its name is not " + record.id().awsName() + ".");
        }
        if (!listed.tableId().equals(Optional.of(record.tableId()))) {
            reasons.add("It is of another table: the id is not " + record.tableId() + ".");
        }
        if (listed.status() != TableBackup.Status.AVAILABLE) {
            reasons.add("Its status is " + listed.status() + ", not AVAILABLE.");
        }
        return reasons.isEmpty() ? new Proven(record, listed) : new Refused(reasons);
    }

    private static List<String> identity(MadeBackup made, TableBackup listed) {
        List<String> reasons = new ArrayList<>();
        if (!made.arn().equals(listed.arn())) {
            reasons.add("The record has another ARN.");
        }
        // AWS rounds the time, and not the same way in every answer.
        if (Math.abs(ChronoUnit.SECONDS.between(made.created(), listed.created())) > 1) {
            reasons.add("It was made at " + listed.created() + ", the recorded one at " + made.created() + ".");
        }
        return reasons;
    }
}
