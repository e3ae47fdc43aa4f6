package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.ItemStatus;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events that AWS Config sends to a rule. */
class ConfigEventsTest extends ConfigFixture {

    private static final String STATUS =
            "/configurationItem/supplementaryConfiguration/ContinuousBackupsDescription/pointInTimeRecoveryDescription";

    private SandboxTable orders;

    @BeforeEach
    void seed() {
        orders = sandbox.tables().create("orders").tags(Map.of("tier", "critical"));
    }

    @Test
    void aChangeHoldsTheItem() {
        orders.enabled(7).localIndexSizeBytes(400);

        ObjectNode event = read(sandbox.config().record("orders"));

        assertThat(event.path("messageType").textValue()).isEqualTo("ConfigurationItemChangeNotification");
        assertThat(event.path("notificationCreationTime").textValue()).isEqualTo("2026-03-01T12:00:00.250Z");
        assertThat(event.path("recordVersion").textValue()).isEqualTo("1.3");
        JsonNode item = event.path("configurationItem");
        assertThat(item.path("configurationItemStatus").textValue()).isEqualTo("ResourceDiscovered");
        assertThat(item.path("configurationItemCaptureTime").textValue()).isEqualTo("2026-03-01T12:00:00.250Z");
        assertThat(item.path("configurationStateId").longValue()).isEqualTo(NOW.toEpochMilli());
        assertThat(item.path("ARN").textValue()).isEqualTo(orders.arn());
        assertThat(item.at("/tags/tier").textValue()).isEqualTo("critical");
        assertThat(item.at("/configuration/creationDateTime").textValue()).isEqualTo("2026-03-01T12:00:00.250Z");
        assertThat(item.at("/configuration/localSecondaryIndexes/0/keySchema/0/attributeName")
                        .textValue())
                .isEqualTo("pk");
    }

    @Test
    void backupsShowTheStatusAndNothingElse() {
        orders.enabled(7);
        assertThat(read(sandbox.config().record("orders")).at(STATUS))
                .isEqualTo(Json.object().put("pointInTimeRecoveryStatus", "ENABLED"));

        orders.disabled();
        assertThat(read(sandbox.config().record("orders")).at(STATUS))
                .isEqualTo(Json.object().put("pointInTimeRecoveryStatus", "DISABLED"));
    }

    @Test
    void aChangeSaysWhatBecameOfTheBackups() {
        orders.enabled(7);
        JsonNode created = read(sandbox.config().record("orders")).path("configurationItemDiff");
        orders.disabled();
        JsonNode updated = read(sandbox.config().record("orders")).path("configurationItemDiff");
        JsonNode repeated = read(sandbox.config().record("orders")).path("configurationItemDiff");
        JsonNode without = read(sandbox.config().recordWithoutBackups("orders"));

        String change = "/changedProperties/SupplementaryConfiguration.ContinuousBackupsDescription";
        assertThat(created.path("changeType").textValue()).isEqualTo("CREATE");
        assertThat(updated.path("changeType").textValue()).isEqualTo("UPDATE");
        assertThat(updated.at(change + "/previousValue/pointInTimeRecoveryDescription/pointInTimeRecoveryStatus")
                        .textValue())
                .isEqualTo("ENABLED");
        assertThat(updated.at(change + "/changeType").textValue()).isEqualTo("UPDATE");
        assertThat(repeated.path("changedProperties")).isEmpty();
        assertThat(without.at("/configurationItem/supplementaryConfiguration")).isEmpty();
        assertThat(without.at("/configurationItemDiff" + change + "/changeType").textValue())
                .isEqualTo("DELETE");
    }

    @Test
    void statusesFollowTheLifeOfATable() {
        assertThat(status(sandbox.config().record("orders"))).isEqualTo("ResourceDiscovered");
        clock.advance(Duration.ofSeconds(1));
        assertThat(status(sandbox.config().record("orders"))).isEqualTo("OK");
        clock.advance(Duration.ofSeconds(1));
        sandbox.tables().delete("orders");
        assertThat(status(sandbox.config().recordDeleted("orders"))).isEqualTo("ResourceDeleted");
        clock.advance(Duration.ofSeconds(1));
        sandbox.tables().create("orders");
        assertThat(status(sandbox.config().record("orders"))).isEqualTo("ResourceDiscovered");
    }

    @Test
    void aDeletedTableHasNoConfiguration() {
        sandbox.config().record("orders");

        ObjectNode event = read(sandbox.config().recordDeleted("orders"));

        JsonNode item = event.path("configurationItem");
        assertThat(item.get("configuration").isNull()).isTrue();
        assertThat(item.get("supplementaryConfiguration")).isEqualTo(Json.object());
        assertThat(item.get("tags")).isEqualTo(Json.object());
        assertThat(item.get("resourceCreationTime").isNull()).isTrue();
        assertThat(event.at("/configurationItemDiff/changeType").textValue()).isEqualTo("DELETE");
    }

    @Test
    void anOversizedItemIsSummedUp() {
        ObjectNode event = read(sandbox.config().recordOversized("orders"));

        assertThat(event.path("messageType").textValue()).isEqualTo("OversizedConfigurationItemChangeNotification");
        JsonNode summary = event.path("configurationItemSummary");
        assertThat(summary.path("changeType").textValue()).isEqualTo("CREATE");
        assertThat(summary.path("resourceId").textValue()).isEqualTo("orders");
        assertThat(summary.has("configuration")).isFalse();
        assertThat(config.getResourceConfigHistory(
                                request -> request.resourceType(TABLE).resourceId("orders"))
                        .configurationItems())
                .hasSize(1);
    }

    @Test
    void aScheduleNamesTheAccountAndTheTime() {
        assertThat(sandbox.config().schedule())
                .isEqualTo(
                        "{\"awsAccountId\":\"123456789012\",\"notificationCreationTime\":\"2026-03-01T12:00:00.250Z\","
                                + "\"messageType\":\"ScheduledNotification\",\"recordVersion\":\"1.0\"}");
    }

    @Test
    void anEventCarriesTextsAndAFreshToken() {
        String invoking = sandbox.config().schedule();

        ObjectNode event = read(rule.event(invoking).json());

        assertThat(event.path("invokingEvent").textValue()).isEqualTo(invoking);
        assertThat(event.path("ruleParameters").textValue()).isEqualTo("{}");
        assertThat(event.path("eventLeftScope").booleanValue()).isFalse();
        assertThat(event.path("configRuleName").textValue()).isEqualTo(RULE);
        assertThat(event.path("configRuleId").textValue()).isEqualTo(rule.id());
        assertThat(event.path("configRuleArn").textValue()).isEqualTo(rule.arn());
        assertThat(event.path("executionRoleArn").textValue()).endsWith("AWSServiceRoleForConfig");
        assertThat(event.path("accountId").textValue()).isEqualTo("123456789012");
        assertThat(event.path("version").textValue()).isEqualTo("1.0");
        assertThat(event.path("evaluationMode").textValue()).isEqualTo("DETECTIVE");
        assertThat(config.putEvaluations(request -> request.evaluations(List.of())
                                .resultToken(event.path("resultToken").textValue()))
                        .failedEvaluations())
                .isEmpty();
    }

    @Test
    void anEventCanBeOtherwise() {
        RuleEvent event = rule.event("not JSON");

        assertThat(read(event.testMode().json()).path("resultToken").textValue())
                .isEqualTo("TESTMODE");
        assertThat(read(event.withToken(null).json()).get("resultToken").isNull())
                .isTrue();
        assertThat(read(event.leftScope().json()).path("eventLeftScope").booleanValue())
                .isTrue();
        assertThat(read(event.withMode(null).json()).has("evaluationMode")).isFalse();
        assertThat(read(event.withMode("PROACTIVE").json())
                        .path("evaluationMode")
                        .textValue())
                .isEqualTo("PROACTIVE");
        assertThat(read(event.withRawParameters(null).json()).has("ruleParameters"))
                .isFalse();
        assertThat(read(event.withParameters(Map.of("requiredDays", "14")).json())
                        .path("ruleParameters")
                        .textValue())
                .isEqualTo("{\"requiredDays\":\"14\"}");
    }

    @Test
    void recordsOnlyWhatThereIsToRecord() {
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.config().record("missing"));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.config().recordBare("orders", ItemStatus.OK));
    }

    private static String status(String event) {
        return read(event).at("/configurationItem/configurationItemStatus").textValue();
    }

    private static ObjectNode read(String json) {
        return Objects.requireNonNull(Json.read(json));
    }
}
