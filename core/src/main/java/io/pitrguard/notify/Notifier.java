package io.pitrguard.notify;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.ledger.NotificationRecorder;
import io.pitrguard.ledger.PendingNotification;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.BusEvent;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.sweep.SweepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Notifies people, and records what they have been notified of: only what was published, and only if somebody can have
 * got it. The next run sends the rest again.
 */
public final class Notifier {
    private final Optional<Alerts> alerts;
    private final NotificationRecorder recorder;
    private final Optional<SelfCheck> selfCheck;
    private final Announcer announcer;

    /**
     * Creates a notifier.
     *
     * @param alerts where alerts go; empty if results are only logged
     * @param selfCheck the self-check that goes with sweeps; empty if none does
     * @param announcer tells other systems the same
     */
    public Notifier(
            Optional<Alerts> alerts,
            NotificationRecorder recorder,
            Optional<SelfCheck> selfCheck,
            Announcer announcer) {
        this.alerts = alerts;
        this.recorder = recorder;
        this.selfCheck = selfCheck;
        this.announcer = announcer;
    }

    /** Returns the outcome of announcements since the last call. */
    public Announced announced() {
        return announcer.take();
    }

    /**
     * Notifies people of a result.
     *
     * @param messages what to send; empty if there is nothing that people do not know
     * @return why the first could not be sent that could not be; the others are sent all the same
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<Cause> notify(SweepResult result, List<Message> messages) throws InterruptedException {
        return send(result, messages, _ -> {});
    }

    /**
     * Notifies people of a sweep, and of the self-check that went with it.
     *
     * @param messages what to send; empty if there is nothing that people do not know
     * @return why the first could not be sent that could not be; the others are sent all the same
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<Cause> notify(SweepResult result, SelfCheckReport report, List<Message> messages)
            throws InterruptedException {
        return send(result, messages, received -> {
            if (report.notification().any() && received.selfCheck()) {
                selfCheck.ifPresent(check -> check.recordNotified(report));
            }
        });
    }

    /**
     * Notifies people of what no sweep found, and records nothing: whoever has to be sure calls it again.
     *
     * @return why that failed; empty if it did not, or if there is nobody to notify
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<Cause> notify(Message message) throws InterruptedException {
        if (alerts.isEmpty()) {
            return Optional.empty();
        }
        announcer.announce(message.announcement());
        Optional<Cause> refused = Publication.of(message.alert(), alerts.get()).send(alerts.get());
        if (refused.isEmpty()) {
            announcer.chat(message.announcement());
        }
        return refused;
    }

    /**
     * Notifies other systems alone, of what people need no message about.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void announce(List<BusEvent> events) throws InterruptedException {
        announcer.announce(new Announcement(events, Optional.empty()));
    }

    private Optional<Cause> send(SweepResult result, List<Message> messages, Consumer<Message> received)
            throws InterruptedException {
        if (messages.isEmpty() || alerts.isEmpty()) {
            return Optional.empty();
        }
        Optional<Cause> first = Optional.empty();
        for (Message message : messages) {
            Optional<Cause> refused = send(result, message, alerts.get(), received);
            first = first.or(() -> refused);
        }
        if (first.isEmpty()) {
            recorder.leftOut(pending(
                    result,
                    name -> messages.stream()
                            .noneMatch(message -> message.tables().contains(name))));
        }
        return first;
    }

    private Optional<Cause> send(SweepResult result, Message message, Alerts to, Consumer<Message> received)
            throws InterruptedException {
        // Both before it is sent: afterwards it is recorded at once, because what is not recorded is sent again.
        announcer.announce(message.announcement());
        Publication publication = Publication.of(message.alert(), to);
        Optional<Cause> refused = publication.send(to);
        if (refused.isPresent()) {
            return refused;
        }
        // Only now: a mail that could not be sent is sent again, and with it the chat message.
        boolean inChat = announcer.chat(message.announcement());
        List<PendingNotification> included = pending(result, message.tables()::contains);
        if (publication.received() || inChat) {
            recorder.sent(included);
            received.accept(message);
        } else {
            recorder.leftOut(included);
        }
        return Optional.empty();
    }

    private static List<PendingNotification> pending(SweepResult result, Predicate<String> name) {
        return result.pending().entrySet().stream()
                .filter(pending -> name.test(pending.getKey().name()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
