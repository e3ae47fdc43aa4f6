package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.DriftView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts that a run did not send are sent by the next one. */
class DriftUnsentAlertTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void alertOfAKilledRunIsSentThoughAnotherRunFixedTheTable() {
        bed.create("orders").enabled(35);
        bed.sweep();
        int missing = 0;
        StringBuilder which = new StringBuilder();
        for (int calls = 0; calls < 20; calls++) {
            String table = "t-" + calls;
            bed.create(table).enabled(35);
        }
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        for (int calls = 0; calls < 20; calls++) {
            String table = "t-" + calls;
            bed.send(bed.disable(table).by("bob"));
            boolean cut = bed.deliverToOneThatEndsAfter(calls);
            boolean done = bed.on(table);
            bed.pass(Duration.ofMinutes(2));
            bed.send(bed.disable(table).by("mallory"));
            bed.deliver();
            bed.pass(Duration.ofMinutes(20));
            bed.deliver();
            assertThat(bed.queue.messages()).isEmpty();
            List<String> who =
                    bed.alerts(table).stream().map(alert -> alert.call().who()).toList();
            if (cut && done && !who.contains("user bob")) {
                missing++;
                which.append(calls)
                        .append(": ")
                        .append(who)
                        .append("; disables ")
                        .append(bed.record(table).flapping().disables().size())
                        .append('\n');
            }
        }
        assertThat(missing).as("alerts about bob that never went out\n" + which).isZero();
    }

    @Test
    void alertThatSnsRefusedIsSentThoughAnotherRunFixedTheTable() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR));
        bed.send(bed.disable("orders").by("bob"));
        bed.deliver();
        bed.aws.sandbox().faults().clear();
        bed.pass(Duration.ofMinutes(2));
        bed.send(bed.disable("orders").by("mallory"));
        bed.deliver();
        bed.deliverFor(Duration.ofMinutes(30), Duration.ofMinutes(1));
        assertThat(bed.alerts("orders").stream().map(alert -> alert.call().who()))
                .contains("user mallory", "user bob");
    }

    @Test
    void runThatNotifiesKeepsTheMarkerOfAnotherThatHasYetTo() {
        // A sweep finds out and is about to tell; before it does, a drift run enables recovery and is killed.
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR));
        bed.send(bed.disable("orders").by("bob"));
        bed.deliver();
        bed.aws.sandbox().faults().clear();
        assertThat(bed.record("orders").runMarkers()).isNotEmpty();
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.pass(Duration.ofMinutes(1));
        bed.sweep();
        assertThat(bed.on("orders")).isTrue();
        bed.deliverFor(Duration.ofMinutes(20), Duration.ofMinutes(1));
        assertThat(bed.alerts("orders").stream().map(alert -> alert.call().who()))
                .contains("user bob");
    }

    @Test
    void metricsCountFixesThoughTheAlertWasRefused() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR).times(3));
        bed.send(bed.disable("orders"));
        bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(bed.log.stream().map(DriftView::table).filter(table -> table != null && table.remediation() != null))
                .as("log lines that report the remediation")
                .isNotEmpty();
    }
}
