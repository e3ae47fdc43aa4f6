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
import java.util.function.Supplier;

/** Records in the ledger that people were notified. What cannot be recorded is sent again by the next run. */
public final class NotificationRecorder {
    private final Supplier<Ledger> ledger;
    private final Time time;

    /** Records in this ledger, which is made when the first notification is recorded. */
    public NotificationRecorder(Supplier<Ledger> ledger, Time time) {
        this.ledger = ledger;
        this.time = time;
    }

    /**
     * Records that people got these notifications.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void sent(Collection<PendingNotification> notifications) throws InterruptedException {
        if (notifications.isEmpty()) {
            return;
        }
        LedgerWriter writer = new LedgerWriter(ledger.get());
        AtomicBoolean outage = new AtomicBoolean();
        Workers.forEach(LedgerSession.WRITERS, notifications, notification -> {
            if (!outage.get() && sent(writer, notification).outage()) {
                outage.set(true);
            }
        });
    }

    private LedgerWriter.Update sent(LedgerWriter writer, PendingNotification notification) {
        Instant now = time.awsInstant();
        return writer.update(
                notification.stored(),
                record -> Optional.of(new TableRecord.Learned(notification.sent(record, now), List.of())));
    }
}
