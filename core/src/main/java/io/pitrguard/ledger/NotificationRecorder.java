package io.pitrguard.ledger;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Records in the ledger what people were notified of. What cannot be recorded is sent again by the next run. */
public final class NotificationRecorder {
    private final Supplier<Ledger> ledger;
    private final Time time;

    /** Records in this ledger, which is made when the first notification is recorded. */
    public NotificationRecorder(Supplier<Ledger> ledger, Time time) {
        this.ledger = ledger;
        this.time = time;
    }

    /**
     * Records that people got these notifications just now.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void sent(Collection<PendingNotification> notifications) throws InterruptedException {
        sent(notifications, time.awsInstant());
    }

    /**
     * Records that people got these notifications at that time. What they got since about a table stays what they know.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void sent(Collection<PendingNotification> notifications, Instant at) throws InterruptedException {
        record(notifications, (notification, record) -> Optional.of(notification.sent(record, at)));
    }

    /**
     * Records that nobody got these notifications, because they did not fit into a message or it had no recipient, so that
     * the next run does not take them for repeated.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void leftOut(Collection<PendingNotification> notifications) throws InterruptedException {
        record(notifications, PendingNotification::leftOut);
    }

    private interface Change extends BiFunction<PendingNotification, TableRecord, Optional<TableRecord>> {}

    private void record(Collection<PendingNotification> notifications, Change change) throws InterruptedException {
        if (notifications.isEmpty()) {
            return;
        }
        LedgerWriter writer = new LedgerWriter(ledger.get());
        AtomicBoolean outage = new AtomicBoolean();
        Workers.forEach(LedgerSession.WRITERS, notifications, notification -> {
            if (!outage.get() && record(writer, notification, change).outage()) {
                outage.set(true);
            }
        });
    }

    private static LedgerWriter.Update record(LedgerWriter writer, PendingNotification notification, Change change) {
        LedgerWriter.Change whole =
                record -> change.apply(notification, record).map(after -> new TableRecord.Learned(after, List.of()));
        return notification
                .stored()
                .map(stored -> writer.update(stored, whole))
                .orElseGet(() -> writer.update(notification.before().table(), whole));
    }
}
