package io.pitrguard.domain.recovery;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** The knowledge that pitr-guard has of a table's drills. */
public sealed interface DrillPast {
    /** The ledger tells of no drill. */
    Known NONE = new Known(Optional.empty(), Optional.empty());

    /** Nobody has asked a ledger. */
    DrillPast NOT_READ = new NotRead();

    /**
     * The ledger tells of them.
     *
     * @param passed the newest one that proved that the table can be restored; empty if there is none
     * @param failed the newest one that failed, unless one was passed since; empty if there is none
     */
    record Known(Optional<Drilled> passed, Optional<Drilled> failed) implements DrillPast {
        /** Returns the knowledge after a drill was passed; one that was requested before the newest changes nothing. */
        public Known passed(Drilled drill) {
            if (passed.filter(known -> isNotOlder(known, drill)).isPresent()) {
                return this;
            }
            return new Known(Optional.of(drill), failed.filter(known -> isNotOlder(known, drill)));
        }

        /** Returns the knowledge after a drill failed; one that was requested before the newest changes nothing. */
        public Known failed(Drilled drill) {
            boolean newer = passed.filter(known -> isNotOlder(known, drill)).isEmpty()
                    && failed.filter(known -> isNotOlder(known, drill)).isEmpty();
            return newer ? new Known(passed, Optional.of(drill)) : this;
        }

        /** A drill of another table of the same name does not count. */
        private static boolean isNotOlder(Drilled known, Drilled drill) {
            return known.tableId().equals(drill.tableId()) && !known.at().isBefore(drill.at());
        }

        /** Returns the drills of a table of that id: others were of another table of the same name. */
        public Known of(String tableId) {
            return new Known(
                    passed.filter(drill -> drill.tableId().equals(tableId)),
                    failed.filter(drill -> drill.tableId().equals(tableId)));
        }
    }

    /** Nobody has asked a ledger. */
    record NotRead() implements DrillPast {}

    /** The table does not exist yet. */
    record NotYet() implements DrillPast {}

    /** The ledger could not be read. */
    record Unreadable(Cause cause) implements DrillPast {}
}
