package io.pitrguard.functions;

import io.pitrguard.configrule.ConfigTrigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Ticket;
import io.pitrguard.port.RecordedItems;
import io.pitrguard.report.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Config sends to the function of a custom rule. {@code invokingEvent} and {@code ruleParameters} are texts of
 * JSON inside it.
 * https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html
 *
 * @param where the account and region whose tables it is about
 * @param parameters the rule's parameters, all texts
 */
record ConfigRuleEvent(
        AccountRegion where, String ruleName, Map<String, String> parameters, Ticket ticket, ConfigTrigger trigger) {
    private static final Set<String> DELETED = Set.of("ResourceDeleted", "ResourceDeletedNotRecorded");
    private static final String NOT_RECORDED = "ResourceNotRecorded";
    private static final int MAX_RULE_NAME = 64;

    /**
     * Parses an event; looks up the item where the event only summarizes it.
     *
     * @param places the accounts and regions in which the function evaluates
     * @throws InvocationFailedException when it is not what Config sends, that names what is wrong
     */
    static ConfigRuleEvent parse(String text, RulePlaces places) {
        EventFields event = EventFields.parse("The event", text);
        EventFields invoking = EventFields.parse("The event's invokingEvent", event.text("invokingEvent"));
        String token = event.optionalText("resultToken")
                .orElseThrow(
                        () -> new InvocationFailedException(
                                "The event has no resultToken, so AWS Config would take no results. Invoke the rule from AWS Config, or set it to TESTMODE to try it out."));
        Ticket ticket = new Ticket(token, token.equals("TESTMODE"));
        AccountRegion where = places.of(event, invoking, ticket.test());
        return new ConfigRuleEvent(
                where, ruleName(event), parameters(event), ticket, trigger(event, invoking, places, where));
    }

    /** AWS Config takes longer names for a rule, but not where it is asked for the rule's results. */
    private static String ruleName(EventFields event) {
        String name = event.text("configRuleName");
        if (name.length() > MAX_RULE_NAME) {
            throw new InvocationFailedException(
                    "The rule's name '%s' has %d characters; GetComplianceDetailsByConfigRule takes at most %d. Create the rule with a shorter name."
                            .formatted(name, name.length(), MAX_RULE_NAME));
        }
        return name;
    }

    private static Map<String, String> parameters(EventFields event) {
        Map<String, String> parameters = new LinkedHashMap<>();
        event.objectOrJson("ruleParameters")
                .ifPresent(fields -> fields.byName()
                        .forEach((name, value) -> parameters.put(String.valueOf(name), parameter(name, value))));
        return parameters;
    }

    private static String parameter(Object name, @Nullable Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new InvocationFailedException(
                    "The rule parameter '%s' is %s. Write it as a text.".formatted(name, Json.write(value)));
        }
        return value == null ? "" : value.toString();
    }

    private static ConfigTrigger trigger(
            EventFields event, EventFields invoking, RulePlaces places, AccountRegion where) {
        String mode = event.optionalText("evaluationMode").orElse("DETECTIVE");
        if (mode.equals("PROACTIVE")) {
            return ProposedTable.parse(invoking, where.partition());
        }
        if (!mode.equals("DETECTIVE")) {
            throw new InvocationFailedException(
                    "The rule knows the evaluation modes DETECTIVE and PROACTIVE, not '%s'.".formatted(mode));
        }
        String type = invoking.text("messageType");
        return switch (type) {
            case "ScheduledNotification" -> new ConfigTrigger.Scheduled(invoking.time("notificationCreationTime"));
            case "ConfigurationItemChangeNotification" -> changed(event, item(invoking.object("configurationItem")));
            case "OversizedConfigurationItemChangeNotification" ->
                changed(event, lookUp(invoking.object("configurationItemSummary"), places.items(where)));
            default ->
                throw new InvocationFailedException(
                        "The rule takes no messages of type '%s'. Subscribe it to configuration changes, oversized ones and the schedule only."
                                .formatted(type));
        };
    }

    private static RecordedItems.Item item(EventFields item) {
        return new RecordedItems.Item(
                item.text("resourceType"),
                item.text("resourceId"),
                item.text("configurationItemStatus"),
                item.time("configurationItemCaptureTime"),
                backups(item));
    }

    /** The item is only a hint: one that cannot be understood says nothing, and the table is looked at all the same. */
    private static Optional<String> backups(EventFields item) {
        try {
            return item.objectOrJson("supplementaryConfiguration")
                    .flatMap(fields -> fields.objectOrJson("ContinuousBackupsDescription"))
                    .map(fields -> Json.write(fields.byName()));
        } catch (InvocationFailedException notUnderstood) {
            return Optional.empty();
        }
    }

    /** The summary of a deleted table is all there is; of any other one Config has the whole item. */
    private static RecordedItems.Item lookUp(EventFields summary, RecordedItems items) {
        RecordedItems.Item known = item(summary);
        if (!known.resourceType().equals(ComplianceResults.TABLE)
                || DELETED.contains(known.status())
                || known.status().equals(NOT_RECORDED)) {
            return known;
        }
        // A history that lags behind must not put an older item in the place of the one that this is about. Without a
        // newer item the summary is enough: it is only a hint, and the live state is read anyway.
        return items.latest(known.resourceType(), known.resourceId())
                .success()
                .filter(found -> !found.capturedAt().isBefore(known.capturedAt()))
                .orElse(known);
    }

    private static ConfigTrigger changed(EventFields event, RecordedItems.Item item) {
        if (!item.resourceType().equals(ComplianceResults.TABLE)) {
            throw new InvocationFailedException(
                    "The rule judges %s, but AWS Config sent the %s '%s'. Set the rule's scope to %s."
                            .formatted(
                                    ComplianceResults.TABLE,
                                    item.resourceType(),
                                    item.resourceId(),
                                    ComplianceResults.TABLE));
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
        try {
            return item.continuousBackups()
                    .map(json -> EventFields.parse("The item's ContinuousBackupsDescription", json))
                    .flatMap(backups -> backups.optionalObject("pointInTimeRecoveryDescription"))
                    .flatMap(recovery -> recovery.optionalText("pointInTimeRecoveryStatus"))
                    .flatMap(status -> switch (status) {
                        case "ENABLED" -> Optional.of(true);
                        case "DISABLED" -> Optional.of(false);
                        default -> Optional.empty();
                    });
        } catch (InvocationFailedException notUnderstood) {
            return Optional.empty();
        }
    }
}
