package io.pitrguard.port;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What pitr-guard knows of tables, and their timelines. Several writers may use it at once; none overwrites what it has not read. Never throws for what AWS answers. */
public interface Ledger {
    /**
     * A table's record as it is stored.
     *
     * @param version 0 if nothing is stored yet, -1 if what is stored cannot be understood; each write increments it
     */
    record Stored(TableRecord record, long version) {
        /** Returns a stored record that cannot be understood: writing it is refused, and reading it alone says why. */
        public static Stored notUnderstood(TableRef table) {
            return new Stored(TableRecord.of(table), -1);
        }

        /** Whether the stored record could be understood; reading it alone says why not. */
        public boolean understood() {
            return version >= 0;
        }

        /** Returns what is stored of a table that was never observed. */
        public static Stored nothing(TableRef table) {
            return new Stored(TableRecord.of(table), 0);
        }
    }

    /**
     * All records of an account and region.
     *
     * @param problems what cannot be understood, with the item and what to do about it
     */
    record Fleet(Map<TableRef, Stored> records, List<Cause> problems) {
        public Fleet {
            records = Map.copyOf(records);
            problems = List.copyOf(problems);
        }

        /** Returns the records of all tables, in no order. */
        public List<TableRecord> tables() {
            return records.values().stream().map(Stored::record).toList();
        }

        /** Returns how many tables existed when they were last observed. */
        public int present() {
            return count(TableRecord::present);
        }

        /** Returns how many tables fell short when they were last observed. */
        public int nonCompliant() {
            return count(record -> record.lastObservation()
                    .filter(last -> last.verdict() == VerdictKind.NON_COMPLIANT)
                    .isPresent());
        }

        private int count(Predicate<TableRecord> which) {
            return (int) tables().stream().filter(which).count();
        }

        /** Returns records that could all be understood. */
        public static Fleet of(Map<TableRef, Stored> records) {
            return new Fleet(records, List.of());
        }
    }

    /** Reads the record of one table; {@link Stored#nothing} if there is none. */
    Result<Stored> read(TableRef table);

    /**
     * Reads the records of all tables of an account and region, also those of tables that no longer exist. One that cannot
     * be understood does not keep the others from being read, and is among the problems.
     */
    Result<Fleet> readAll(AccountRegion where);

    /**
     * Stores a record in place of the one that was read, and adds entries to the table's timeline: both or neither.
     *
     * @param read what was read, whose version must still be the stored one
     * @return what is stored now; empty if somebody else wrote since it was read, and it has to be read again; after a
     *     failure nothing is known to be stored
     */
    Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries);

    /**
     * Reads a table's timeline, oldest first, and entries of one moment in the order of their kinds. One that cannot be
     * understood is an entry that says so.
     *
     * @param newest how many entries at most, the newest ones
     */
    Result<List<TimelineEntry>> timeline(TableRef table, int newest);

    /** Stores nothing: for deployments without a ledger. */
    Ledger NONE = new Ledger() {
        @Override
        public Result<Stored> read(TableRef table) {
            return new Result.Success<>(Stored.nothing(table));
        }

        @Override
        public Result<Fleet> readAll(AccountRegion where) {
            return new Result.Success<>(Fleet.of(Map.of()));
        }

        @Override
        public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
            return new Result.Success<>(Optional.of(new Stored(record, read.version() + 1)));
        }

        @Override
        public Result<List<TimelineEntry>> timeline(TableRef table, int newest) {
            return new Result.Success<>(List.of());
        }
    };
}
