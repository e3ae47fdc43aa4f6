package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.configrule.ConfigTrigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults.Ticket;
import io.pitrguard.port.InMemoryRecordedItems;
import io.pitrguard.port.RecordedItems.Item;
import io.pitrguard.report.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS Config sends, and what is refused of it. */
class ConfigRuleEventTest {
    private static final Instant CAPTURED = Instant.parse("2026-11-22T10:04:05.636Z");
    private static final String CHANGE = RuleEvents.read("change-enabled.json");
    private static final String OVERSIZED = RuleEvents.read("oversized.json");

    private final InMemoryRecordedItems items = new InMemoryRecordedItems();

    private ConfigRuleEvent parse(String event) {
        return ConfigRuleEvent.parse(
                event, new RulePlaces.Only(new AccountRegion("aws", "123456789012", "eu-west-1"), items));
    }

    private ConfigTrigger trigger(String event) {
        return parse(event).trigger();
    }

    private static Item item(String status, Instant at, String recovery) {
        return new Item(
                "AWS::DynamoDB::Table",
                "orders",
                status,
                at,
                Optional.of(
                        "{\"pointInTimeRecoveryDescription\": {\"pointInTimeRecoveryStatus\": \"" + recovery + "\"}}"));
    }

    @Test
    void readsRuleTokenAndParameters() {
        ConfigRuleEvent event = parse(RuleEvents.with(CHANGE, fields -> {
            fields.put("ruleParameters", "{\"act\": \"never\", \"recoveryPeriodDays\": 35}");
            fields.put("resultToken", "a token");
            fields.put("somethingNew", Map.of("a", 1));
        }));

        assertThat(event.ruleName()).isEqualTo("pitr-guard");
        assertThat(event.ticket()).isEqualTo(new Ticket("a token", false));
        assertThat(event.parameters()).isEqualTo(Map.of("act", "never", "recoveryPeriodDays", "35"));
        assertThat(parse(RuleEvents.read("test-mode.json")).ticket()).isEqualTo(new Ticket("TESTMODE", true));
    }

    @Test
    void readsParametersThatAreAnObject() {
        String event = RuleEvents.with(CHANGE, fields -> fields.put("ruleParameters", Map.of("act", "never")));

        assertThat(parse(event).parameters()).isEqualTo(Map.of("act", "never"));
        assertThat(parse(RuleEvents.with(CHANGE, fields -> fields.remove("ruleParameters")))
                        .parameters())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "{'pointInTimeRecoveryDescription': {'pointInTimeRecoveryStatus': 'ENABLED'}}, true",
                "{'pointInTimeRecoveryDescription': {'pointInTimeRecoveryStatus': 'DISABLED'}}, false",
                "{'pointInTimeRecoveryDescription': {'pointInTimeRecoveryStatus': 'PAUSED'}}, none",
                "{'pointInTimeRecoveryDescription': {}}, none",
                "{'pointInTimeRecoveryDescription': null}, none",
                "{'continuousBackupsStatus': 'ENABLED'}, none",
                "{}, none"
            },
            quoteCharacter = '~')
    void readsWhatTheItemSaysOfRecovery(String backups, Boolean on) {
        String json = backups.replace('\'', '"');
        for (Object description : new Object[] {Json.parse(json), json}) {
            Map<String, Object> supplementary = Map.of("ContinuousBackupsDescription", description);
            for (Object whole : new Object[] {supplementary, Json.write(supplementary)}) {
                String event = RuleEvents.withItem(CHANGE, item -> item.put("supplementaryConfiguration", whole));

                assertThat(trigger(event))
                        .isEqualTo(new ConfigTrigger.Changed("orders", Optional.ofNullable(on), CAPTURED));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "ResourceDiscovered", "SomethingNew"})
    void takesItemsForChangesUnlessTheyAreDeletedOrNotRecorded(String status) {
        assertThat(trigger(RuleEvents.withItem(CHANGE, item -> item.put("configurationItemStatus", status))))
                .isInstanceOf(ConfigTrigger.Changed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ResourceDeleted, The table is deleted.",
        "ResourceDeletedNotRecorded, The table is deleted.",
        "ResourceNotRecorded, AWS Config does not record the table (ResourceNotRecorded)."
    })
    void takesItemsForOutOfScopeThatAreDeletedOrNotRecorded(String status, String why) {
        assertThat(trigger(RuleEvents.withItem(CHANGE, item -> item.put("configurationItemStatus", status))))
                .isEqualTo(new ConfigTrigger.OutOfScope("orders", why, CAPTURED));
    }

    @Test
    void looksUpTheItemThatIsOnlySummarized() {
        items.record(item("OK", CAPTURED, "DISABLED"));

        assertThat(trigger(OVERSIZED)).isEqualTo(new ConfigTrigger.Changed("orders", Optional.of(false), CAPTURED));
    }

    @Test
    void takesNewerItemFromTheHistory() {
        Instant later = CAPTURED.plusSeconds(60);
        items.record(item("ResourceDeleted", later, "DISABLED"));

        assertThat(trigger(OVERSIZED))
                .isEqualTo(new ConfigTrigger.OutOfScope("orders", "The table is deleted.", later));
    }

    @Test
    void ignoresItemThatIsOlderThanTheSummary() {
        items.record(item("ResourceDeleted", CAPTURED.minusMillis(1), "DISABLED"));

        assertThat(trigger(OVERSIZED)).isEqualTo(new ConfigTrigger.Changed("orders", Optional.empty(), CAPTURED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnWithoutTheItemWhereThereIsNone(boolean failing) {
        if (failing) {
            items.fail(Cause.Kind.DENIED);
        }

        assertThat(trigger(OVERSIZED)).isEqualTo(new ConfigTrigger.Changed("orders", Optional.empty(), CAPTURED));
    }

    @Test
    void doesNotLookUpWhatIsDeletedOrNoTable() {
        items.record(item("OK", CAPTURED.plusSeconds(1), "ENABLED"));
        String deleted = summary("configurationItemStatus", "ResourceDeleted");
        String bucket = summary("resourceType", "AWS::S3::Bucket");

        assertThat(trigger(deleted))
                .isEqualTo(new ConfigTrigger.OutOfScope("orders", "The table is deleted.", CAPTURED));
        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> parse(bucket))
                .withMessage(
                        "The rule judges AWS::DynamoDB::Table, but AWS Config sent the AWS::S3::Bucket 'orders'. Set"
                                + " the rule's scope to AWS::DynamoDB::Table.");
    }

    private static String summary(String field, String value) {
        return RuleEvents.withInvoking(OVERSIZED, invoking -> {
            Map<?, ?> old = (Map<?, ?>) invoking.get("configurationItemSummary");
            Map<Object, Object> changed = new LinkedHashMap<>(old);
            changed.put(field, value);
            invoking.put("configurationItemSummary", changed);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"resourceType", "resourceId", "configurationItemStatus", "configurationItemCaptureTime"})
    void namesWhatIsMissingFromTheItem(String field) {
        String event = RuleEvents.withItem(CHANGE, item -> item.remove(field));

        refuses(event, "The event's invokingEvent.configurationItem has no '" + field + "'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invokingEvent", "configRuleName"})
    void namesWhatIsMissingFromTheEvent(String field) {
        refuses(RuleEvents.with(CHANGE, event -> event.remove(field)), "The event has no '" + field + "'.");
    }

    @Test
    void namesMessagesThatItDoesNotTake() {
        refuses(
                RuleEvents.withInvoking(
                        CHANGE, event -> event.put("messageType", "ConfigurationSnapshotDeliveryCompleted")),
                "The rule takes no messages of type 'ConfigurationSnapshotDeliveryCompleted'.");
        refuses(
                RuleEvents.withInvoking(CHANGE, event -> event.remove("messageType")),
                "The event's invokingEvent has no 'messageType'.");
        refuses(
                RuleEvents.withInvoking(CHANGE, event -> event.put("configurationItem", null)),
                "The event's invokingEvent has no 'configurationItem'.");
        refuses(
                RuleEvents.withInvoking(
                        RuleEvents.read("scheduled.json"), event -> event.put("notificationCreationTime", "now")),
                "notificationCreationTime is not a time");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "'true', true", "false, false", "none, false"})
    void readsWhetherTheTableLeftTheScope(String left, boolean out) {
        String event = RuleEvents.with(CHANGE, fields -> {
            if (left.equals("none")) {
                fields.remove("eventLeftScope");
            } else {
                fields.put("eventLeftScope", left);
            }
        });

        assertThat(trigger(event) instanceof ConfigTrigger.OutOfScope).isEqualTo(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DETECTIVE", ""})
    void takesEventsWithoutModeForDetective(String mode) {
        assertThat(trigger(RuleEvents.with(CHANGE, fields -> fields.put("evaluationMode", mode))))
                .isInstanceOf(ConfigTrigger.Changed.class);
        assertThat(trigger(RuleEvents.with(CHANGE, fields -> fields.remove("evaluationMode"))))
                .isInstanceOf(ConfigTrigger.Changed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOMETHING_NEW", "detective", "proactive"})
    void refusesModesThatItDoesNotKnow(String mode) {
        refuses(
                RuleEvents.with(CHANGE, fields -> fields.put("evaluationMode", mode)),
                "The rule knows the evaluation modes DETECTIVE and PROACTIVE, not '" + mode + "'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{",
                "7",
                "\"\"",
                "\"[]\"",
                "{\"pointInTimeRecoveryDescription\": \"x\"}",
                "{\"pointInTimeRecoveryDescription\": {\"pointInTimeRecoveryStatus\": true}}"
            })
    void takesItemsThatCannotBeUnderstoodForSilent(String hint) {
        ConfigTrigger.Changed silent = new ConfigTrigger.Changed("orders", Optional.empty(), CAPTURED);
        items.record(new Item("AWS::DynamoDB::Table", "orders", "OK", CAPTURED, Optional.of(hint)));

        assertThat(trigger(OVERSIZED)).isEqualTo(silent);
        assertThat(trigger(RuleEvents.withItem(
                        CHANGE,
                        item -> item.put("supplementaryConfiguration", Map.of("ContinuousBackupsDescription", hint)))))
                .isEqualTo(silent);
        assertThat(trigger(RuleEvents.withItem(CHANGE, item -> item.put("supplementaryConfiguration", hint))))
                .isEqualTo(silent);
    }

    @Test
    void refusesItemsOfOtherAccountsAndRegions() {
        String account =
                "is about account 210987654321, but this function looks at the tables of account 123456789012.";
        String region = "is about us-east-1, but this function looks at the tables of eu-west-1.";

        refuses(RuleEvents.with(CHANGE, event -> event.put("accountId", "210987654321")), account);
        refuses(
                RuleEvents.withInvoking(
                        RuleEvents.read("scheduled.json"), event -> event.put("awsAccountId", "210987654321")),
                account);
        refuses(RuleEvents.withItem(CHANGE, item -> item.put("awsAccountId", "210987654321")), account);
        refuses(RuleEvents.withItem(CHANGE, item -> item.put("awsRegion", "us-east-1")), region);
        refuses(summary("awsAccountId", "210987654321"), account);
        refuses(summary("awsRegion", "us-east-1"), region);
        refuses(
                RuleEvents.withItem(
                        RuleEvents.read("proactive-table.json"), item -> item.put("awsRegion", "us-east-1")),
                region);
    }

    @Test
    void takesItemsThatDoNotSayWhereTheyAreFrom() {
        String event = RuleEvents.withItem(
                RuleEvents.with(CHANGE, fields -> fields.remove("accountId")),
                item -> item.keySet().removeAll(Set.of("awsAccountId", "awsRegion")));

        assertThat(trigger(event)).isInstanceOf(ConfigTrigger.Changed.class);
    }

    @Test
    void triesOutEventsOfAnyAccountAndRegion() {
        String event = RuleEvents.withItem(RuleEvents.read("test-mode.json"), item -> {
            item.put("awsAccountId", "210987654321");
            item.put("awsRegion", "us-east-1");
        });

        assertThat(trigger(RuleEvents.with(event, fields -> fields.put("accountId", "210987654321"))))
                .isInstanceOf(ConfigTrigger.Changed.class);
    }

    @Test
    void refusesNamesThatConfigDoesNotTakeEverywhere() {
        String longest = "n".repeat(64);

        assertThat(parse(RuleEvents.with(CHANGE, fields -> fields.put("configRuleName", longest)))
                        .ruleName())
                .isEqualTo(longest);
        refuses(
                RuleEvents.with(CHANGE, fields -> fields.put("configRuleName", longest + "n")),
                "The rule's name '" + longest + "n' has 65 characters; GetComplianceDetailsByConfigRule takes at most"
                        + " 64. Create the rule with a shorter name.");
    }

    @Test
    void refusesParametersThatAreListsOrObjects() {
        refuses(
                RuleEvents.with(CHANGE, fields -> fields.put("ruleParameters", Map.of("exemptTag", List.of("x")))),
                "The rule parameter 'exemptTag' is [\"x\"]. Write it as a text.");
        refuses(
                RuleEvents.with(CHANGE, fields -> fields.put("ruleParameters", "{\"act\": {\"a\": 1}}")),
                "The rule parameter 'act' is {\"a\":1}. Write it as a text.");
        assertThat(parse(RuleEvents.with(
                                CHANGE, fields -> fields.put("ruleParameters", "{\"act\": null, \"x\": true}")))
                        .parameters())
                .isEqualTo(Map.of("act", "", "x", "true"));
    }

    private void refuses(String event, String message) {
        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> parse(event))
                .withMessageContaining(message);
    }
}
