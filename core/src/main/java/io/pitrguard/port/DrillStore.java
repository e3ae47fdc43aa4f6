package io.pitrguard.port;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Optional;

/**
 * Keeps drills: in the ledger of the source's account and region, or on this machine. Several writers may use it at once;
 * none overwrites what it has not read. Never throws for what AWS answers.
 */
public interface DrillStore {
    /** Knows no drill and stores none: there is no ledger. */
    DrillStore NONE = new DrillStore() {
        @Override
        public Result<Optional<Stored>> read(AccountRegion where, DrillId id) {
            return new Result.Success<>(Optional.empty());
        }

        @Override
        public Result<Listing> list(AccountRegion where) {
            return new Result.Success<>(new Listing(List.of(), List.of()));
        }

        @Override
        public Result<Optional<Stored>> create(DrillRecord record) {
            return nowhere();
        }

        @Override
        public Result<Optional<Stored>> write(Stored read, DrillRecord next) {
            return nowhere();
        }

        private Result<Optional<Stored>> nowhere() {
            return new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "There is no ledger to store drills in."));
        }
    };

    /**
     * A drill as it is stored.
     *
     * @param version from 1; each write increments it
     */
    record Stored(DrillRecord record, long version) {
        public Stored {
            if (version < 1) {
                throw new IllegalArgumentException("versions begin with 1, not " + version);
            }
        }
    }

    /**
     * All drills of an account and region.
     *
     * @param records newest first
     * @param problems what cannot be understood, with the item and what to do about it
     */
    record Listing(List<Stored> records, List<Cause> problems) {
        public Listing {
            records = List.copyOf(records);
            problems = List.copyOf(problems);
        }

        /** Returns the drills without their versions. */
        public List<DrillRecord> drills() {
            return records.stream().map(Stored::record).toList();
        }
    }

    /** Reads a drill; empty if there is none of that id; a failure if it cannot be understood. */
    Result<Optional<Stored>> read(AccountRegion where, DrillId id);

    /** Reads all drills of tables of an account and region. One that cannot be understood is among the problems. */
    Result<Listing> list(AccountRegion where);

    /**
     * Stores a drill that is new.
     *
     * @return what is stored now; empty if there is one of that id already
     */
    Result<Optional<Stored>> create(DrillRecord record);

    /**
     * Stores a drill in place of what was read.
     *
     * @param read what was read, whose version must still be the stored one
     * @param next the same drill
     * @return what is stored now; empty if somebody else wrote since it was read, and it has to be read again; after a
     *     failure nothing is known to be stored
     */
    Result<Optional<Stored>> write(Stored read, DrillRecord next);
}
