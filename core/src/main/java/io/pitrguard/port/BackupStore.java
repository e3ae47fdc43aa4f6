package io.pitrguard.port;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the records of backups that pitr-guard makes: in the ledger of the table's account and region, or on this machine.
 * Several writers may use it at once; none overwrites what it has not read. Never throws for what AWS answers.
 */
public interface BackupStore {
    /**
     * A record as it is stored.
     *
     * @param version from 1; each write increments it
     */
    record Stored(BackupRecord record, long version) {
        public Stored {
            if (version < 1) {
                throw new IllegalArgumentException("versions begin with 1, not " + version);
            }
        }
    }

    /**
     * All records of an account and region.
     *
     * @param records newest first
     * @param problems what cannot be understood, with the item and what to do about it
     */
    record Listing(List<Stored> records, List<Cause> problems) {
        public Listing {
            records = List.copyOf(records);
            problems = List.copyOf(problems);
        }
    }

    /** Reads a record; empty if there is none of that id; a failure if it cannot be understood. */
    Result<Optional<Stored>> read(AccountRegion where, BackupId id);

    /** Reads all records of an account and region. One that cannot be understood is among the problems. */
    Result<Listing> list(AccountRegion where);

    /**
     * Stores a record that is new.
     *
     * @return what is stored now; empty if there is one of that id already
     */
    Result<Optional<Stored>> create(BackupRecord record);

    /**
     * Stores a record in place of what was read.
     *
     * @param read what was read, whose version must still be the stored one
     * @param next the same backup
     * @return what is stored now; empty if somebody else wrote since it was read, and it has to be read again; after a
     *     failure nothing is known to be stored
     */
    Result<Optional<Stored>> write(Stored read, BackupRecord next);
}
