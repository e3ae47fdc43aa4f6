package io.pitrguard.cli;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.restore.DiscardRestore;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Deletes the table that a restore made, and waits until it is gone. */
final class DiscardRun {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int MOST_FAILURES = 20;

    private final OpenRestores open;
    private final OpenRestores.Place place;
    private final PrintWriter err;

    /** Discards restores whose records are kept in this place. */
    DiscardRun(OpenRestores open, OpenRestores.Place place, PrintWriter err) {
        this.open = open;
        this.place = place;
        this.err = err;
    }

    /**
     * Returns the restore after its table is gone.
     *
     * @throws CommandFailure if the table was not deleted, with each reason
     */
    RestoreRecord run(RestoreId id) throws InterruptedException {
        DiscardRestore discard = new LocalRestores(open, place, RestorePolicy.STANDARD).discard();
        int failures = 0;
        while (true) {
            switch (discard.advance(open.where(), id)) {
                case DiscardRestore.Outcome.Discarded(RestoreRecord record) -> {
                    return record;
                }
                case DiscardRestore.Outcome.Deleting(RestoreRecord record, Duration pause) -> {
                    failures = 0;
                    err.println("pitr-guard: deleting %s…"
                            .formatted(record.plan().target().name()));
                    err.flush();
                    sleep(pause);
                }
                case DiscardRestore.Outcome.Refused(List<String> reasons) ->
                    throw new CommandFailure(
                            "nothing was deleted:",
                            reasons.stream().map(reason -> "  " + reason).toList());
                case DiscardRestore.Outcome.NotKnown(Cause cause) -> {
                    failures++;
                    requireAnotherTry(id, cause, failures);
                    sleep(RETRY);
                }
            }
        }
    }

    private void requireAnotherTry(RestoreId id, Cause cause, int failures) {
        if (!cause.worthAnotherTry() || failures > MOST_FAILURES) {
            throw new CommandFailure("whether the table is deleted is not known. %s When that is remedied: %s"
                    .formatted(cause.message(), open.command("restore discard", id)));
        }
    }

    private void sleep(Duration pause) throws InterruptedException {
        open.time().sleepUntil(open.time().instant().plus(pause));
    }
}
