package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbInstallationStore;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.EndNotifier;
import io.pitrguard.drill.LeftoverNotices;
import io.pitrguard.drill.LeftoverNotifier;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.Time;
import io.pitrguard.report.DrillAlert;
import io.pitrguard.report.DrillEndView;
import io.pitrguard.report.DrillEndViews;
import io.pitrguard.report.DrillMetrics;
import io.pitrguard.report.LeftoverAlert;
import io.pitrguard.report.LeftoverView;
import io.pitrguard.report.MetricsOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds what notifies people and other systems of drills. */
public final class DrillNotices {
    private DrillNotices() {}

    /**
     * Where the metrics of drills go.
     *
     * @param lines takes each line
     */
    public record Metrics(MetricsOutput output, Consumer<String> lines) {}

    /**
     * Builds what notifies of the end of drills: an event and metrics of each, and an alert where people must hear of it.
     *
     * @param time of this machine
     */
    public static EndNotifier ends(Notifier notifier, Metrics metrics, Time time) {
        return (drill, mayRepeat) -> {
            Optional<Cause> refused = send(notifier, DrillEndViews.of(drill, mayRepeat), time);
            // Only then: a try that failed is repeated, and would count twice.
            if (refused.isEmpty()) {
                count(drill, metrics, time);
            }
            return refused;
        };
    }

    /**
     * Builds what notifies of tables that remain after drills, and keeps what people know in the ledger's table of this
     * name.
     *
     * @param reminderInterval the time between two reminders of what lasts
     * @param time of this machine
     */
    public static LeftoverNotices leftovers(
            AwsClients clients, String ledgerTable, Notifier notifier, Duration reminderInterval, Time time) {
        return new LeftoverNotices(
                new DynamoDbInstallationStore(clients.dynamoDb(), ledgerTable),
                leftovers(notifier, time),
                reminderInterval,
                clients.time(time));
    }

    /** Returns what sends the alert about tables that remain. */
    static LeftoverNotifier leftovers(Notifier notifier, Time time) {
        return news -> {
            Message message = LeftoverAlert.of(LeftoverView.of(news), time.instant());
            return uninterrupted(() -> notifier.notify(message));
        };
    }

    private static Optional<Cause> send(Notifier notifier, DrillEndView view, Time time) {
        Optional<Message> message = DrillAlert.of(view, time.instant());
        return uninterrupted(() -> {
            if (message.isPresent()) {
                return notifier.notify(message.get());
            }
            notifier.announce(List.of(DrillAlert.event(view)));
            return Optional.empty();
        });
    }

    /** Sends something. */
    @FunctionalInterface
    private interface Sending {
        Optional<Cause> send() throws InterruptedException;
    }

    private static Optional<Cause> uninterrupted(Sending sending) {
        try {
            return sending.send();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of(new Cause(Cause.Kind.BROKEN, "The process is being stopped."));
        }
    }

    private static void count(DrillRecord drill, Metrics metrics, Time time) {
        metrics.lines()
                .accept(DrillMetrics.line(
                        drill, metrics.output(), time.instant().toEpochMilli()));
    }
}
