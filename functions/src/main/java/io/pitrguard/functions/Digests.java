package io.pitrguard.functions;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alerts;
import io.pitrguard.report.SweepDigest;
import io.pitrguard.report.SweepView;
import io.pitrguard.sweep.SweepResult;
import java.util.Optional;

/**
 * Sends what there is to tell of tables, and remembers that people were told.
 *
 * @param alerts where digests go; empty where they are only logged
 */
record Digests(Optional<Alerts> alerts) {
    /**
     * Sends the digest, where there is something to tell; gives why that failed, empty when it did not.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    Optional<Cause> send(SweepView view, SweepResult result) throws InterruptedException {
        Optional<SweepDigest> digest = SweepDigest.of(view);
        if (digest.isEmpty() || alerts.isEmpty()) {
            return Optional.empty();
        }
        Optional<Cause> refused = alerts.get().publish(digest.get().alert());
        if (refused.isEmpty() && hasConfirmedSubscriber()) {
            result.record().told(digest.get().tables(result.order().where()));
        }
        return refused;
    }

    /** Whether somebody may have got what was sent. */
    boolean hasConfirmedSubscriber() {
        return alerts.isPresent() && alerts.get().hasConfirmedSubscriber();
    }
}
