package io.pitrguard.lambda;

import io.pitrguard.check.ConfigRule;
import io.pitrguard.check.ConfigTrigger;
import io.pitrguard.port.ComplianceResults.Ticket;
import io.pitrguard.port.RecordedItems;
import io.pitrguard.report.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What AWS Config sends to the function of a custom rule. {@code invokingEvent} and {@code ruleParameters} are texts of
 * JSON inside it.
 * https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html
 *
 * @param account the account that the rule is of; empty when the event does not say
 * @param parameters the rule's parameters, all texts
 */
record ConfigRuleEvent(
        String ruleName,
        Optional<String> account,
        Map<String, String> parameters,
        Ticket ticket,
        ConfigTrigger trigger) {
    private static final Set<String> DELETED = Set.of("ResourceDeleted", "ResourceDeletedNotRecorded");
    private static final String NOT_RECORDED = "ResourceNotRecorded";

    /**
     * Parses an event; looks up the item where the event only summarizes it.
     *
     * @throws InvocationFailedException when it is not what Config sends, with the name of what is amiss
     */
    static ConfigRuleEvent parse(String text, RecordedItems items) {
        EventFields event = EventFields.parse("The event", text);
        EventFields invoking = EventFields.parse("The event's invokingEvent", event.text("invokingEvent"));
        String token = event.optionalText("resultToken")
                .orElseThrow(
                        () -> new InvocationFailedException(
                                "The event has no resultToken, so AWS Config would take no results. Invoke the rule from AWS Config, or set it to TESTMODE to try it out."));
        return new ConfigRuleEvent(
                event.text("configRuleName"),
                event.optionalText("accountId"),
                parameters(event),
                new Ticket(token, token.equals("TESTMODE")),
                trigger(event, invoking, items));
    }

    private static Map<String, String> parameters(EventFields event) {
        Map<String, String> parameters = new LinkedHashMap<>();
        event.objectOrJson("ruleParameters")
                .ifPresent(fields -> fields.byName()
                        .forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value))));
        return parameters;
    }

    private static ConfigTrigger trigger(EventFields event, EventFields invoking, RecordedItems items) {
        if (event.optionalText("evaluationMode").filter("PROACTIVE"::equals).isPresent()) {
            return ProposedTable.parse(invoking);
        }
        String type = invoking.text("messageType");
        return switch (type) {
            case "ScheduledNotification" -> new ConfigTrigger.Scheduled(invoking.time("notificationCreationTime"));
            case "ConfigurationItemChangeNotification" -> changed(event, item(invoking.object("configurationItem")));
            case "OversizedConfigurationItemChangeNotification" ->
                changed(event, lookUp(invoking.object("configurationItemSummary"), items));
            default ->
                throw new InvocationFailedException(
                        "The rule takes no messages of type '%s'. Subscribe it to configuration changes, oversized ones and the schedule only."
                                .formatted(type));
        };
    }

    private static RecordedItems.Item item(EventFields item) {
        Optional<String> backups = item.objectOrJson("supplementaryConfiguration")
                .flatMap(fields -> fields.objectOrJson("ContinuousBackupsDescription"))
                .map(fields -> Json.write(fields.byName()));
        return new RecordedItems.Item(
                item.text("resourceType"),
                item.text("resourceId"),
                item.text("configurationItemStatus"),
                item.time("configurationItemCaptureTime"),
                backups);
    }

    /** The summary of a deleted table is all there is; of any other one Config has the whole item. */
    private static RecordedItems.Item lookUp(EventFields summary, RecordedItems items) {
        RecordedItems.Item known = item(summary);
        if (!known.resourceType().equals(ConfigRule.TABLE) || DELETED.contains(known.status())
                || known.status().equals(NOT_RECORDED)) {
            return known;
        }
        return switch (items.latest(known.resourceType(), known.resourceId())) {
            // A history that lags behind must not put an older item in the place of the one that this is about.
            case RecordedItems.Answer.Found found when found.item().capturedAt().isBefore(known.capturedAt()) -> known;
            case RecordedItems.Answer.Found found -> found.item();
            // The item is only a hint; the live state is read anyway.
            case RecordedItems.Answer.Failed _ -> known;
        };
    }

    private static ConfigTrigger changed(EventFields event, RecordedItems.Item item) {
        if (!item.resourceType().equals(ConfigRule.TABLE)) {
            throw new InvocationFailedException(
                    "The rule judges %s, but AWS Config sent the %s '%s'. Set the rule's scope to %s."
                            .formatted(ConfigRule.TABLE, item.resourceType(), item.resourceId(), ConfigRule.TABLE));
        }
        Instant at = item.capturedAt();
        if (event.isTrue("eventLeftScope")) {
            return new ConfigTrigger.OutOfScope(item.resourceId(), "The table has left the rule's scope.", at);
        }
        if (DELETED.contains(item.status())) {
            return new ConfigTrigger.OutOfScope(item.resourceId(), "The table is deleted.", at);
        }
        if (item.status().equals(NOT_RECORDED)) {
            return new ConfigTrigger.OutOfScope(
                    item.resourceId(), "AWS Config does not record the table (" + item.status() + ").", at);
        }
        // A status that AWS adds later says nothing against the table: it is looked at.
        return new ConfigTrigger.Changed(item.resourceId(), recoveryOn(item), at);
    }

    private static Optional<Boolean> recoveryOn(RecordedItems.Item item) {
        return item.continuousBackups()
                .map(json -> EventFields.parse("The item's ContinuousBackupsDescription", json))
                .flatMap(backups -> backups.optionalObject("pointInTimeRecoveryDescription"))
                .flatMap(recovery -> recovery.optionalText("pointInTimeRecoveryStatus"))
                .flatMap(status -> switch (status) {
                    case "ENABLED" -> Optional.of(true);
                    case "DISABLED" -> Optional.of(false);
                    default -> Optional.empty();
                });
    }
}
