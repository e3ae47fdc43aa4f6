package io.pitrguard.domain.ledger;

import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Describes in a sentence what a table was restored from. */
final class RestoredDescription {
    private RestoredDescription() {}

    /** Returns the sentence; the id is that of a restore by pitr-guard. */
    static String of(TableRef table, TableDetails.Restored restore, Optional<String> ownRestore) {
        String beginning =
                table.arn().substring(0, table.arn().length() - table.name().length());
        String source = restore.sourceTableArn()
                .map(arn -> " from table " + (arn.startsWith(beginning) ? arn.substring(beginning.length()) : arn))
                .orElse("");
        return "Restored%s%s%s as of %s."
                .formatted(
                        ownRestore
                                .map(id -> " by pitr-guard (restore " + id + ")")
                                .orElse(""),
                        source,
                        restore.sourceBackupArn()
                                .map(arn -> ", backup " + arn.substring(arn.lastIndexOf('/') + 1) + ",")
                                .orElse(""),
                        restore.moment().truncatedTo(ChronoUnit.SECONDS));
    }
}
