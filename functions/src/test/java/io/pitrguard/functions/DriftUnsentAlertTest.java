package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.DriftView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts that a run did not send are sent by the next one. */
class DriftUnsentAlertTest {
    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    private boolean on(String table) {
        return lab.table(table).recovery() instanceof Recovery.Enabled;
    }

    @Test
    void alertOfAKilledRunIsSentThoughAnotherRunFixedTheTable() {
        lab.create("orders").enabled(35);
        lab.sweep();
        int missing = 0;
        StringBuilder which = new StringBuilder();
        for (int calls = 0; calls < 20; calls++) {
            String table = "t-" + calls;
            lab.create(table).enabled(35);
        }
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        for (int calls = 0; calls < 20; calls++) {
            String table = "t-" + calls;
            lab.send(lab.disable(table).by("bob"));
            boolean cut = lab.deliverToOneThatEndsAfter(calls);
            boolean done = on(table);
            lab.pass(Duration.ofMinutes(2));
            lab.send(lab.disable(table).by("mallory"));
            lab.deliver();
            lab.pass(Duration.ofMinutes(20));
            lab.deliver();
            assertThat(lab.queue.messages()).isEmpty();
            List<String> who =
                    lab.alerts(table).stream().map(alert -> alert.call().who()).toList();
            if (cut && done && !who.contains("user bob")) {
                missing++;
                which.append(calls)
                        .append(": ")
                        .append(who)
                        .append("; bouts ")
                        .append(lab.record(table).flapping().disables().size())
                        .append('\n');
            }
        }
        assertThat(missing).as("alerts about bob that never went out\n" + which).isZero();
    }

    @Test
    void alertThatSnsRefusedIsSentThoughAnotherRunFixedTheTable() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR));
        lab.send(lab.disable("orders").by("bob"));
        lab.deliver();
        lab.aws.sandbox().faults().clear();
        lab.pass(Duration.ofMinutes(2));
        lab.send(lab.disable("orders").by("mallory"));
        lab.deliver();
        lab.deliverFor(Duration.ofMinutes(30), Duration.ofMinutes(1));
        assertThat(lab.alerts("orders").stream().map(alert -> alert.call().who()))
                .contains("user mallory", "user bob");
    }

    @Test
    void runThatNotifiesKeepsTheMarkerOfAnotherThatHasYetTo() {
        // A sweep finds out and is about to tell; before it does, a drift run enables recovery and is killed.
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR));
        lab.send(lab.disable("orders").by("bob"));
        lab.deliver();
        lab.aws.sandbox().faults().clear();
        assertThat(lab.record("orders").runMarkers()).isNotEmpty();
        lab.policy = ConfigRuleTestBed.REMEDIATE;
        lab.pass(Duration.ofMinutes(1));
        lab.sweep();
        assertThat(on("orders")).isTrue();
        lab.deliverFor(Duration.ofMinutes(20), Duration.ofMinutes(1));
        assertThat(lab.alerts("orders").stream().map(alert -> alert.call().who()))
                .contains("user bob");
    }

    @Test
    void metricsCountFixesThoughTheAlertWasRefused() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR).times(3));
        lab.send(lab.disable("orders"));
        lab.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(lab.log.stream().map(DriftView::table).filter(table -> table != null && table.remediation() != null))
                .as("log lines that say that it was corrected")
                .isNotEmpty();
    }
}
