package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Changes records in the ledger, and makes the change again when somebody else changed them meanwhile. */
record LedgerWriter(Ledger ledger) {
    private static final int TRIES = 5;

    /** What becomes of a record, and what goes into the timeline; empty if there is nothing to write. */
    interface Change extends Function<TableRecord, Optional<TableRecord.Learned>> {
        /** Returns a change that is this one and then another. */
        default Change then(Change next) {
            return before -> {
                Optional<TableRecord.Learned> first = apply(before);
                Optional<TableRecord.Learned> second =
                        next.apply(first.map(TableRecord.Learned::record).orElse(before));
                List<TimelineEntry> entries = Stream.of(first, second)
                        .flatMap(Optional::stream)
                        .flatMap(learned -> learned.entries().stream())
                        .toList();
                return second.or(() -> first).map(last -> new TableRecord.Learned(last.record(), entries));
            };
        }
    }

    /**
     * How a change ended.
     *
     * @param stored the record, as stored or, after a failure, as it would be
     * @param failure why it may not be stored
     * @param outage whether nothing else will be stored either, for now
     */
    record Update(Ledger.Stored stored, Optional<Cause> failure, boolean outage) {
        private static Update of(Ledger.Stored stored) {
            return new Update(stored, Optional.empty(), false);
        }

        /** What only this record is refused for does not concern the others. */
        private static Update failed(Ledger.Stored stored, Cause cause) {
            return new Update(stored, Optional.of(cause), cause.kind() != Cause.Kind.REFUSED);
        }
    }

    /** Reads a record and changes it. */
    Update update(TableRef table, Change change) {
        return switch (ledger.read(table)) {
            case Result.Failure<Ledger.Stored>(Cause cause) -> Update.failed(Ledger.Stored.nothing(table), cause);
            case Result.Success<Ledger.Stored>(Ledger.Stored stored) -> update(stored, change);
        };
    }

    Update update(Ledger.Stored read, Change change) {
        Ledger.Stored current = read;
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<TableRecord.Learned> learned = change.apply(current.record());
            if (learned.isEmpty()) {
                return Update.of(current);
            }
            Ledger.Stored next = new Ledger.Stored(learned.get().record(), current.version());
            switch (ledger.write(current, next.record(), learned.get().entries())) {
                case Result.Failure<Optional<Ledger.Stored>>(Cause cause) -> {
                    return Update.failed(next, cause);
                }
                case Result.Success<Optional<Ledger.Stored>>(Optional<Ledger.Stored> written) -> {
                    if (written.isPresent()) {
                        return Update.of(written.get());
                    }
                }
            }
            switch (ledger.read(current.record().table())) {
                case Result.Failure<Ledger.Stored>(Cause cause) -> {
                    return Update.failed(next, cause);
                }
                case Result.Success<Ledger.Stored>(Ledger.Stored newest) -> current = newest;
            }
        }
        Cause conflict = new Cause(
                Cause.Kind.BROKEN,
                "Others kept writing to the ledger's record of "
                        + current.record().table().name() + ".");
        return new Update(current, Optional.of(conflict), false);
    }
}
