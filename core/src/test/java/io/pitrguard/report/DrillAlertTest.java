package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.EndedDrills;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillAlertTest {
    @Test
    void tellsNobodyOfADrillThatPassedAndLeftNothing() {
        assertThat(alert(EndedDrills.passed())).isEmpty();
    }

    @Test
    void isWorseWhereADrillFailed() {
        assertThat(severity(EndedDrills.failed())).isEqualTo(Severity.HIGH);
        assertThat(severity(EndedDrills.notProven())).isEqualTo(Severity.MEDIUM);
        assertThat(severity(EndedDrills.left())).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void needsNobodyYetWhereTheScheduleTriesAgain() {
        assertThat(message(EndedDrills.notProven()).content().action().needed()).isFalse();
        assertThat(message(EndedDrills.aborted()).content().action().needed()).isTrue();
    }

    @Test
    void namesTheCommandsToRun() {
        assertThat(commands(EndedDrills.failed())).containsExactly("./pitr-guard drill orders --region eu-west-1");
        assertThat(commands(EndedDrills.left()))
                .containsExactly("aws dynamodb describe-table --table-name "
                        + AnyDrill.plan().target().name() + " --region eu-west-1");
        assertThat(message(EndedDrills.failed()).content().commands())
                .containsExactly("./pitr-guard drill report --region eu-west-1");
    }

    @Test
    void canBeFilteredByKindSeverityAndTable() {
        assertThat(message(EndedDrills.failed()).alert().attributes())
                .containsEntry("kind", new Alert.Attribute.Text("drill"))
                .containsEntry("severity", new Alert.Attribute.Text("high"))
                .containsEntry("table", new Alert.Attribute.Text("orders"));
    }

    @Test
    void tellsChatWhyTheDrillFailed() {
        Map<?, ?> chat = (Map<?, ?>) Json.parse(message(EndedDrills.failed())
                .announcement()
                .chat()
                .orElseThrow()
                .message());

        assertThat(String.valueOf(chat.get("default"))).contains("The restored table has 900 items");
    }

    @Test
    void putsOneEventOnTheBusHoweverOftenItIsRepeated() {
        String once =
                DrillAlert.event(DrillEndViews.of(EndedDrills.failed(), false)).detail();
        String again =
                DrillAlert.event(DrillEndViews.of(EndedDrills.failed(), true)).detail();

        assertThat(id(once)).isEqualTo(id(again));
        assertThat(id(once))
                .isNotEqualTo(id(DrillAlert.event(DrillEndViews.of(AnyDrill.full(), false))
                        .detail()));
        assertThat(message(EndedDrills.failed()).announcement().events())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.detailType()).isEqualTo("Table Drill");
                    assertThat(event.resources()).containsExactly(AnyDrill.SOURCE.arn());
                });
    }

    @Test
    void countsDrillsAndMinutes() {
        MetricsOutput output = new MetricsOutput("PitrGuard", Footprint.FULL);

        Map<?, ?> failed = (Map<?, ?>) Json.parse(DrillMetrics.line(EndedDrills.failed(), output, 1));
        assertThat(failed.get("DrillsPassed")).isEqualTo(0L);
        assertThat(failed.get("DrillsFailed")).isEqualTo(1L);
        assertThat(failed.get("DrillsNotProven")).isEqualTo(0L);
        assertThat(failed.get("DrillTablesLeft")).isEqualTo(0L);
        assertThat(failed.get("DrillRestoreMinutes")).isEqualTo(38L);
        assertThat(failed.get("DrillCheckMinutes")).isEqualTo(3L);
        assertThat(failed.get("DrillRecoveryMinutes")).isEqualTo(41L);
        assertThat(failed.get("DrillRecoveryPointMinutes")).isEqualTo(5L);

        Map<?, ?> aborted = (Map<?, ?>) Json.parse(DrillMetrics.line(EndedDrills.aborted(), output, 1));
        assertThat(aborted.get("DrillsNotProven")).isEqualTo(1L);
        assertThat(aborted.containsKey("DrillRestoreMinutes")).isFalse();
    }

    private static Object id(String detail) {
        return ((Map<?, ?>) Json.parse(detail)).get("id");
    }

    private static List<String> commands(DrillRecord drill) {
        return message(drill).content().tables().getFirst().commands();
    }

    private static Severity severity(DrillRecord drill) {
        return message(drill).content().severity();
    }

    private static Message message(DrillRecord drill) {
        return alert(drill).orElseThrow();
    }

    private static Optional<Message> alert(DrillRecord drill) {
        return DrillAlert.of(DrillEndViews.of(drill, false), AnyDrill.AT);
    }
}
