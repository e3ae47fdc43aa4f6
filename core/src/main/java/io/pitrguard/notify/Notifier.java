package io.pitrguard.notify;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.ledger.NotificationRecorder;
import io.pitrguard.ledger.PendingNotification;
import io.pitrguard.port.Alerts;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.sweep.SweepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Notifies people, and records what they have been notified of: only what was published, and only if somebody can have
 * got it. The next run sends the rest again.
 */
public final class Notifier {
    private final Optional<Alerts> alerts;
    private final NotificationRecorder recorder;
    private final Optional<SelfCheck> selfCheck;

    /**
     * Creates a notifier.
     *
     * @param alerts where alerts go; empty if results are only logged
     * @param selfCheck the self-check that goes with sweeps; empty if none does
     */
    public Notifier(Optional<Alerts> alerts, NotificationRecorder recorder, Optional<SelfCheck> selfCheck) {
        this.alerts = alerts;
        this.recorder = recorder;
        this.selfCheck = selfCheck;
    }

    /**
     * Notifies people of a result.
     *
     * @param message what to send; empty if there is nothing that people do not know
     * @return why it could not be sent; empty if it was, or if there was nothing to send
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<Cause> notify(SweepResult result, Optional<Message> message) throws InterruptedException {
        return send(result, message, () -> recordTables(result, message.orElseThrow()));
    }

    /**
     * Notifies people of a sweep, and of the self-check that went with it.
     *
     * @param message what to send; empty if there is nothing that people do not know
     * @return why it could not be sent; empty if it was, or if there was nothing to send
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<Cause> notify(SweepResult result, SelfCheckReport report, Optional<Message> message)
            throws InterruptedException {
        return send(result, message, () -> {
            recordTables(result, message.orElseThrow());
            if (report.notification().any() && message.orElseThrow().selfCheck()) {
                selfCheck.ifPresent(check -> check.recordNotified(report));
            }
        });
    }

    private interface Recording {
        void run() throws InterruptedException;
    }

    private Optional<Cause> send(SweepResult result, Optional<Message> message, Recording recording)
            throws InterruptedException {
        if (message.isEmpty() || alerts.isEmpty()) {
            return Optional.empty();
        }
        Optional<Cause> refused = alerts.get().publish(message.get().alert());
        if (refused.isPresent()) {
            return refused;
        }
        if (alerts.get().hasRecipient(message.get().alert())) {
            recording.run();
        } else {
            recorder.leftOut(result.pending().values());
        }
        return Optional.empty();
    }

    private void recordTables(SweepResult result, Message message) throws InterruptedException {
        Map<Boolean, List<PendingNotification>> byPlace = result.pending().entrySet().stream()
                .collect(Collectors.partitioningBy(
                        pending -> message.tables().contains(pending.getKey().name()),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        recorder.sent(byPlace.getOrDefault(true, List.of()));
        recorder.leftOut(byPlace.getOrDefault(false, List.of()));
    }
}
