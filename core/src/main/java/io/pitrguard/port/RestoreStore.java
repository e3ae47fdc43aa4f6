package io.pitrguard.port;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Optional;

/**
 * Keeps restores: in the ledger of the source's account and region, or on this machine. Several writers may use it at
 * once; none overwrites what it has not read. Never throws for what AWS answers.
 */
public interface RestoreStore {
    /** Knows no restore and stores none: there is no ledger. */
    RestoreStore NONE = new RestoreStore() {
        @Override
        public Result<Optional<Stored>> read(AccountRegion where, RestoreId id) {
            return new Result.Success<>(Optional.empty());
        }

        @Override
        public Result<Listing> list(AccountRegion where) {
            return new Result.Success<>(new Listing(List.of(), List.of()));
        }

        @Override
        public Result<Optional<Stored>> create(RestoreRecord record) {
            return nowhere();
        }

        @Override
        public Result<Optional<Stored>> write(Stored read, RestoreRecord next) {
            return nowhere();
        }

        private Result<Optional<Stored>> nowhere() {
            return new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "There is no ledger to store restores in."));
        }
    };

    /**
     * A restore as it is stored.
     *
     * @param version from 1; each write increments it
     */
    record Stored(RestoreRecord record, long version) {
        public Stored {
            if (version < 1) {
                throw new IllegalArgumentException("versions begin with 1, not " + version);
            }
        }
    }

    /**
     * All restores of an account and region.
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

    /** Reads a restore; empty if there is none of that id; a failure if it cannot be understood. */
    Result<Optional<Stored>> read(AccountRegion where, RestoreId id);

    /** Reads all restores of tables of an account and region. One that cannot be understood is among the problems. */
    Result<Listing> list(AccountRegion where);

    /**
     * Stores a restore that is new.
     *
     * @return what is stored now; empty if there is one of that id already
     */
    Result<Optional<Stored>> create(RestoreRecord record);

    /**
     * Stores a restore in place of what was read.
     *
     * @param read what was read, whose version must still be the stored one
     * @param next the same restore
     * @return what is stored now; empty if somebody else wrote since it was read, and it has to be read again; after a
     *     failure nothing is known to be stored
     */
    Result<Optional<Stored>> write(Stored read, RestoreRecord next);
}
