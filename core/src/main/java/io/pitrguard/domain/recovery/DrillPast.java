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
     * @param notProven the newest one that proved nothing, unless one was passed or failed since; empty if there is none
     */
    record Known(Optional<Drilled> passed, Optional<Drilled> failed, Optional<Drilled> notProven) implements DrillPast {
        /** Creates the knowledge of drills that each proved something. */
        public Known(Optional<Drilled> passed, Optional<Drilled> failed) {
            this(passed, failed, Optional.empty());
        }

        /** Returns the knowledge after a drill was passed; one that was requested before the newest changes nothing. */
        public Known passed(Drilled drill) {
            return isNewer(passed, drill)
                    ? new Known(Optional.of(drill), since(failed, drill), since(notProven, drill))
                    : this;
        }

        /** Returns the knowledge after a drill failed; one that was requested before the newest changes nothing. */
        public Known failed(Drilled drill) {
            return isNewer(passed, drill) && isNewer(failed, drill)
                    ? new Known(passed, Optional.of(drill), since(notProven, drill))
                    : this;
        }

        /** Returns the knowledge after a drill proved nothing; one that was requested before the newest changes nothing. */
        public Known notProven(Drilled drill) {
            return isNewer(passed, drill) && isNewer(failed, drill) && isNewer(notProven, drill)
                    ? new Known(passed, failed, Optional.of(drill))
                    : this;
        }

        private static boolean isNewer(Optional<Drilled> known, Drilled drill) {
            return known.filter(each -> isNotOlder(each, drill)).isEmpty();
        }

        private static Optional<Drilled> since(Optional<Drilled> known, Drilled drill) {
            return known.filter(each -> isNotOlder(each, drill));
        }

        /** A drill of another table of the same name does not count. */
        private static boolean isNotOlder(Drilled known, Drilled drill) {
            return known.tableId().equals(drill.tableId()) && !known.at().isBefore(drill.at());
        }

        /** Returns the drills of a table of that id: others were of another table of the same name. */
        public Known of(String tableId) {
            return new Known(own(passed, tableId), own(failed, tableId), own(notProven, tableId));
        }

        private static Optional<Drilled> own(Optional<Drilled> known, String tableId) {
            return known.filter(drill -> drill.tableId().equals(tableId));
        }
    }

    /** Nobody has asked a ledger. */
    record NotRead() implements DrillPast {}

    /** The table does not exist yet. */
    record NotYet() implements DrillPast {}

    /** The ledger could not be read. */
    record Unreadable(Cause cause) implements DrillPast {}
}
