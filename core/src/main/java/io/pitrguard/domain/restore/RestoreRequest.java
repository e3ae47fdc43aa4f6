package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.Optional;

/**
 * What a person asks for.
 *
 * @param targetName the name of the restored table; empty: pitr-guard chooses one
 * @param targetRegion the region to restore to; empty: the source's own
 * @param indexes whether the restored table gets the secondary indexes
 * @param kmsKey the key that encrypts the restored table, as an ARN, id or alias; empty: as the source
 * @param requester the caller's ARN, as STS names it
 * @param audit what the restored table is kept for; empty for one that people work with
 */
public record RestoreRequest(
        RestoreSource source,
        RestoreMoment moment,
        Optional<String> targetName,
        Optional<String> targetRegion,
        boolean indexes,
        SettingsChoice settings,
        Optional<String> kmsKey,
        String requester,
        Optional<AuditTerms> audit) {
    public RestoreRequest {
        if (requester.isBlank()) {
            throw new IllegalArgumentException("a request needs a requester");
        }
    }

    /** Creates the request of a table that people work with. */
    public RestoreRequest(
            RestoreSource source,
            RestoreMoment moment,
            Optional<String> targetName,
            Optional<String> targetRegion,
            boolean indexes,
            SettingsChoice settings,
            Optional<String> kmsKey,
            String requester) {
        this(source, moment, targetName, targetRegion, indexes, settings, kmsKey, requester, Optional.empty());
    }

    /**
     * Creates the request of an audit table: under a name of its own, in its region, with all indexes, and with none of the
     * source's settings.
     */
    public static RestoreRequest audit(TableRef table, RestoreMoment moment, String requester, AuditTerms terms) {
        return new RestoreRequest(
                new RestoreSource.Live(table),
                moment,
                Optional.empty(),
                Optional.empty(),
                true,
                SettingsChoice.NONE,
                Optional.empty(),
                requester,
                Optional.of(terms));
    }

    /** Returns where the restored table is made. */
    public AccountRegion targetWhere() {
        AccountRegion own = source.table().where();
        return new AccountRegion(own.partition(), own.account(), targetRegion.orElse(own.region()));
    }

    /** Whether the table is restored to another region than its own. */
    public boolean crossRegion() {
        return !targetWhere().equals(source.table().where());
    }
}
