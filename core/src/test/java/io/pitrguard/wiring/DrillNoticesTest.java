package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.LeftoverNews;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.ledger.NotificationRecorder;
import io.pitrguard.notify.Announcer;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.BusEvent;
import io.pitrguard.port.EndedDrills;
import io.pitrguard.port.InMemoryAlerts;
import io.pitrguard.port.InMemoryEventBus;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.SettableTime;
import io.pitrguard.report.MetricsOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillNoticesTest {
    private final InMemoryAlerts alerts = new InMemoryAlerts();
    private final InMemoryAlerts chat = new InMemoryAlerts();
    private final InMemoryEventBus bus = new InMemoryEventBus();
    private final SettableTime time = new SettableTime();
    private final List<String> metrics = new ArrayList<>();

    private Optional<Cause> end(DrillRecord drill) {
        return end(drill, alerts);
    }

    private Optional<Cause> end(DrillRecord drill, InMemoryAlerts mail) {
        return DrillNotices.ends(
                        notifier(mail),
                        new DrillNotices.Metrics(new MetricsOutput("PitrGuard", Footprint.FULL), metrics::add),
                        time)
                .notify(drill, false);
    }

    private Notifier notifier(InMemoryAlerts mail) {
        return new Notifier(
                Optional.of(mail),
                new NotificationRecorder(InMemoryLedger::new, time),
                Optional.empty(),
                new Announcer(Optional.of(bus), Optional.of(chat), time));
    }

    @Test
    void tellsOfTablesThatRemain() {
        LeftoverNews news = new LeftoverNews(
                AnyDrill.SOURCE.where(),
                Notification.Kind.NEW,
                List.of(new LeftoverNews.Table(
                        AnyDrill.plan().target(), Optional.empty(), List.of("No drill is known to have made it."))),
                List.of(),
                List.of(),
                List.of(),
                false);

        assertThat(DrillNotices.leftovers(notifier(alerts), time).notify(news)).isEmpty();

        assertThat(alerts.sent())
                .singleElement()
                .satisfies(alert -> assertThat(alert.message())
                        .contains(
                                "No drill is known to have made it.",
                                AnyDrill.plan().target().name()));
        assertThat(chat.sent()).hasSize(1);
    }

    @Test
    void tellsPeopleChatAndSystemsOfADrillThatFailed() {
        assertThat(end(EndedDrills.failed())).isEmpty();

        assertThat(alerts.sent()).hasSize(1);
        assertThat(chat.sent()).hasSize(1);
        assertThat(bus.events()).extracting(BusEvent::detailType).containsExactly("Table Drill");
        assertThat(metrics).singleElement().satisfies(line -> assertThat(line).contains("\"DrillsFailed\":1"));
    }

    @Test
    void tellsOnlySystemsOfADrillThatPassed() {
        assertThat(end(EndedDrills.passed())).isEmpty();

        assertThat(alerts.sent()).isEmpty();
        assertThat(chat.sent()).isEmpty();
        assertThat(bus.events()).extracting(BusEvent::detailType).containsExactly("Table Drill");
        assertThat(metrics).singleElement().satisfies(line -> assertThat(line).contains("\"DrillsPassed\":1"));
    }

    @Test
    void countsOnlyOnceWhatIsSentAgain() {
        InMemoryAlerts down = new InMemoryAlerts();
        down.fail(Cause.Kind.THROTTLED);
        assertThat(end(EndedDrills.failed(), down)).isPresent();
        assertThat(metrics).isEmpty();
        assertThat(chat.sent()).isEmpty();

        assertThat(end(EndedDrills.failed())).isEmpty();
        assertThat(metrics).hasSize(1);
    }

    @Test
    void sendsAgainWhatTheProcessCouldNotSendBeforeItWasStopped() {
        bus.refuse(_ -> Optional.of(new Cause(Cause.Kind.THROTTLED, "Slow down.")));
        Thread.currentThread().interrupt();

        Optional<Cause> refused = end(EndedDrills.failed());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(refused).isPresent();
        assertThat(alerts.sent()).isEmpty();
    }
}
