package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.PartView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.state.Recovery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A plan or worker that is killed at any of its calls, and repeated with the same input: the same end, nothing twice. */
class KilledCallsTest {
    private static final String UPDATE = "UpdateContinuousBackups";

    /** What must be the same however often the worker was killed. */
    private record End(List<String> names, Map<String, OutcomeKind> done, List<String> pending, int tables, int fixed) {
        static End of(PartView part) {
            return new End(
                    part.names(),
                    part.view().tables().stream()
                            .filter(table -> table.remediation() != null)
                            .collect(Collectors.toMap(
                                    SweepView.TableView::name,
                                    table -> table.remediation().outcome())),
                    part.pending().stream()
                            .filter(pending -> pending.kind() == Notification.Kind.NEW)
                            .map(PartView.PendingView::table)
                            .toList(),
                    part.view().summary().tables(),
                    part.view().summary().fixed());
        }
    }

    private static HubTestBed hub() {
        HubTestBed hub = new HubTestBed().member(HubTestBed.SHOP, "shop");
        hub.policy = ConfigRuleTestBed.REMEDIATE;
        hub.memberBus = Optional.of("arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization");
        hub.tables(HubTestBed.SHOP).create("fine").enabled(35);
        hub.tables(HubTestBed.SHOP).create("off").disabled();
        hub.tables(HubTestBed.SHOP).create("off-too").disabled();
        return hub;
    }

    @Test
    void workerLosesNothing() {
        int calls;
        End expected;
        try (HubTestBed hub = hub()) {
            hub.place(HubTestBed.SHOP, 1);
            calls = hub.killed.calls();
            expected = End.of(hub.part(HubTestBed.SHOP, 1));
        }
        assertThat(expected.names()).containsExactly("fine", "off", "off-too");
        assertThat(expected.fixed()).isEqualTo(2);
        assertThat(expected.pending()).containsExactly("off", "off-too");
        assertThat(calls).isGreaterThan(20);
        for (int call = 1; call <= calls; call++) {
            workerKilledAt(call, false, expected);
            workerKilledAt(call, true, expected);
        }
    }

    private static void workerKilledAt(int call, boolean made, End expected) {
        try (HubTestBed hub = hub()) {
            hub.killed = new KillSwitch(call, made);
            String when = "killed at call " + call + (made ? " after it" : " before it");

            assertThatThrownBy(() -> hub.place(HubTestBed.SHOP, 1), when);
            assertThat(hub.killed.hasKilled()).as(when).isTrue();
            hub.killed = KillSwitch.never();
            // Nobody knows that it was killed: the next one begins when it must have ended.
            hub.aws.time().advance(hub.left.plusMinutes(1));
            Map<?, ?> answer = hub.place(HubTestBed.SHOP, 1);

            assertThat(answer.get("more")).as(when).isEqualTo(false);
            assertThat(End.of(hub.part(HubTestBed.SHOP, 1))).as(when).isEqualTo(expected);
            for (String table : List.of("off", "off-too")) {
                assertThat(hub.tables(HubTestBed.SHOP).get(table).recovery())
                        .as(when)
                        .isInstanceOf(Recovery.Enabled.class);
                assertThat(hub.aws.sandbox().calls().all().stream()
                                .filter(update -> update.operation().equals(UPDATE) && table.equals(update.table())))
                        .as(when)
                        .hasSize(1);
            }
        }
    }

    @Test
    void planLosesNothing() {
        int calls;
        Map<String, String> expected;
        try (HubTestBed hub = hub()) {
            hub.plan();
            calls = hub.killed.calls();
            expected = documents(hub);
        }
        assertThat(expected.keySet())
                .containsExactlyInAnyOrder(
                        "organization.json", "sweeps/sweep-1/places.json", "sweeps/sweep-1/plan.json");
        for (int call = 1; call <= calls; call++) {
            planKilledAt(call, false, expected);
            planKilledAt(call, true, expected);
        }
    }

    private static void planKilledAt(int call, boolean made, Map<String, String> expected) {
        try (HubTestBed hub = hub()) {
            hub.killed = new KillSwitch(call, made);
            String when = "killed at call " + call + (made ? " after it" : " before it");

            assertThatThrownBy(hub::plan, when);
            assertThat(hub.killed.hasKilled()).as(when).isTrue();
            hub.killed = KillSwitch.never();

            assertThat(hub.plan().get("busy")).as(when).isEqualTo(false);
            assertThat(documents(hub)).as(when).isEqualTo(expected);
        }
    }

    private static Map<String, String> documents(HubTestBed hub) {
        return hub.bucket.keys("").stream()
                .collect(
                        Collectors.toMap(key -> key, key -> hub.bucket.text(key).orElseThrow()));
    }
}
