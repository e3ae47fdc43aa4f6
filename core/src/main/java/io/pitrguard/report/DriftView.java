package io.pitrguard.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one message about a call, for one table, as it is written out: to the log, and to machines that listen to
 * alerts. A message without its payload may be about several tables.
 *
 * @param message SQS's id of the message
 * @param why why it is not settled; null when it is
 * @param call null when it could not be read
 * @param outage since when the call left recovery off, and until when; null where it did not, or that is not known
 * @param table null when nothing is said of a table
 * @param ledgerFailure why the ledger could not be used throughout; null when it could, or when there is none
 * @param clock how far the machine's clock differs from AWS's; null where it does not, or nothing is said of a table
 * @param notes what of the event was ignored, and what else to know of the call
 */
public record DriftView(
        String message,
        Outcome outcome,
        @Nullable String why,
        @Nullable CallView call,
        @Nullable OutageView outage,
        SweepView.@Nullable TableView table,
        @Nullable String ledgerFailure,
        @Nullable String clock,
        List<String> notes) {
    public DriftView {
        notes = List.copyOf(notes);
    }

    /** How it ended. */
    public enum Outcome {
        SETTLED,
        REQUEUED,
        GIVEN_UP,
        IGNORED,
        FAILED
    }

    /** Returns the same of a message that comes again, because not all of it could be done. */
    public DriftView failed(String reason) {
        return new DriftView(message, Outcome.FAILED, reason, call, outage, table, ledgerFailure, clock, notes);
    }

    /** Returns the same with these notes on the call. */
    public DriftView withNotes(List<String> others) {
        return new DriftView(message, outcome, why, call, outage, table, ledgerFailure, clock, others);
    }

    /** Whether the message comes again, or becomes a dead letter. */
    public boolean isFailure() {
        return outcome == Outcome.FAILED || outcome == Outcome.GIVEN_UP;
    }

    /**
     * A call that somebody made.
     *
     * @param at ISO-8601, UTC
     * @param what in one sentence
     */
    public record CallView(
            String operation,
            String what,
            String at,
            String account,
            String region,
            String table,
            String who,
            String from,
            String with,
            String requestId) {}

    /**
     * How long recovery was off.
     *
     * @param from ISO-8601, UTC: when the call was made
     * @param until ISO-8601, UTC: where AWS says that the restorable window begins; null while recovery is off
     * @param seconds how long it was off; null while it is
     */
    public record OutageView(
            String from, @Nullable String until, @Nullable Long seconds) {}
}
