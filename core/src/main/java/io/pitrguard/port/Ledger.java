package io.pitrguard.port;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** pitr-guard's own memory. Several writers may be at it at once; none overwrites what it has not read. */
public interface Ledger {
    /**
     * A table's memory as it is stored.
     *
     * @param version 0 where nothing is stored yet, -1 where what is stored cannot be understood; each write makes it one
     *     more
     */
    record Stored(TableRecord record, long version) {
        /** Gives what is stored of a table and cannot be understood: writing it is refused, and reading it says why. */
        public static Stored notUnderstood(TableRef table) {
            return new Stored(TableRecord.of(table), -1);
        }

        /** Whether what is stored could be understood; why not is what reading it alone says. */
        public boolean understood() {
            return version >= 0;
        }

        /** Gives what is stored of a table that was never seen. */
        public static Stored nothing(TableRef table) {
            return new Stored(TableRecord.of(table), 0);
        }
    }

    /** How a reading ended. */
    sealed interface Answer<T> {
        /** It is there. */
        record Read<T>(T value) implements Answer<T> {}

        /** It could not be read. */
        record Failed<T>(Cause cause) implements Answer<T> {}
    }

    /** How a write ended. */
    sealed interface Written {
        /** It is stored, entries and all. */
        record Accepted(Stored stored) implements Written {}

        /** Somebody else wrote since it was read: read again. */
        record Outdated() implements Written {}

        /** Whether it is stored is not known; probably not. */
        record Failed(Cause cause) implements Written {}
    }

    /** Reads the memory of one table; {@link Stored#nothing} where there is none. */
    Answer<Stored> read(TableRef table);

    /**
     * Reads the memories of all tables of an account and region; those of tables that no longer exist are among them.
     * One that cannot be understood does not keep the others from being read.
     */
    Answer<Map<TableRef, Stored>> readAll(AccountRegion where);

    /**
     * Stores a memory in place of the one that was read, and adds entries to the table's timeline: both or neither.
     *
     * @param read what was read, whose version must still be the stored one
     */
    Written write(Stored read, TableRecord record, List<TimelineEntry> entries);

    /**
     * Reads a table's timeline, oldest first, and what is of one moment by its kind.
     *
     * @param newest how many at most: the newest
     */
    Answer<List<TimelineEntry>> timeline(TableRef table, int newest);

    /** Remembers nothing: for who deploys no ledger. */
    Ledger NONE = new Ledger() {
        @Override
        public Answer<Stored> read(TableRef table) {
            return new Answer.Read<>(Stored.nothing(table));
        }

        @Override
        public Answer<Map<TableRef, Stored>> readAll(AccountRegion where) {
            return new Answer.Read<>(Map.of());
        }

        @Override
        public Written write(Stored read, TableRecord record, List<TimelineEntry> entries) {
            return new Written.Accepted(new Stored(record, read.version() + 1));
        }

        @Override
        public Answer<List<TimelineEntry>> timeline(TableRef table, int newest) {
            return new Answer.Read<>(List.of());
        }
    };

    /** Gives a memory out of an answer, where there is one. */
    static <T> Optional<T> value(Answer<T> answer) {
        return switch (answer) {
            case Answer.Read<T> read -> Optional.of(read.value());
            case Answer.Failed<T> _ -> Optional.empty();
        };
    }
}
