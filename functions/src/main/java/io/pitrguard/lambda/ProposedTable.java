package io.pitrguard.lambda;

import io.pitrguard.check.ConfigRule;
import io.pitrguard.check.ConfigTrigger;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A table, or a global table, before it exists: the properties that CloudFormation would make it from. */
final class ProposedTable {
    private static final String GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable";

    private ProposedTable() {}

    /**
     * Parses the item of a proactive evaluation.
     *
     * @throws InvocationFailedException when it is about something else, or malformed
     */
    static ConfigTrigger.Proposed parse(EventFields invoking) {
        EventFields item = invoking.object("configurationItem");
        String type = item.text("resourceType");
        Instant at = item.time("configurationItemCaptureTime");
        EventFields properties = item.objectOrJson("configuration")
                .orElseThrow(() -> new InvocationFailedException(
                        "The item of the proactive evaluation has no configuration, so there is nothing to judge."));
        String id = item.text("resourceId");
        String name = properties.optionalText("TableName").orElse(id);
        AccountRegion where = where(item);
        List<ConfigTrigger.Proposal> tables = switch (type) {
            case ConfigRule.TABLE -> List.of(proposal(where, name, properties, at));
            case GLOBAL_TABLE -> replicas(where, name, properties, at);
            default ->
                throw new InvocationFailedException(
                        "The rule judges %s and %s, but AWS Config proposed the %s '%s'. Set the rule's scope to tables."
                                .formatted(ConfigRule.TABLE, GLOBAL_TABLE, type, id));
        };
        return new ConfigTrigger.Proposed(type, id, tables, at);
    }

    private static AccountRegion where(EventFields item) {
        String region = item.text("awsRegion");
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        try {
            return new AccountRegion(partition, item.text("awsAccountId"), region);
        } catch (IllegalArgumentException e) {
            throw new InvocationFailedException("The event's configurationItem.awsAccountId: " + e.getMessage());
        }
    }

    private static List<ConfigTrigger.Proposal> replicas(
            AccountRegion where, String name, EventFields properties, Instant at) {
        List<EventFields> replicas = properties.objects("Replicas");
        if (replicas.isEmpty()) {
            throw new InvocationFailedException("The proposed global table '" + name + "' has no Replicas.");
        }
        return replicas.stream()
                .map(replica -> proposal(
                        new AccountRegion(where.partition(), where.account(), replica.text("Region")),
                        name,
                        replica,
                        at))
                .toList();
    }

    private static ConfigTrigger.Proposal proposal(
            AccountRegion where, String name, EventFields properties, Instant at) {
        TableDetails details =
                new TableDetails.Known(TableStatus.CREATING, 0, properties.isTrue("DeletionProtectionEnabled"));
        TableFacts facts = new TableFacts(where.table(name), tags(properties), details);
        return new ConfigTrigger.Proposal(facts, state(properties, at));
    }

    /** A lag cannot be told before there is a table; it is taken as none. */
    private static RecoveryState state(EventFields properties, Instant at) {
        Optional<EventFields> recovery = properties.optionalObject("PointInTimeRecoverySpecification");
        if (recovery.isEmpty() || !recovery.get().isTrue("PointInTimeRecoveryEnabled")) {
            return new RecoveryState.Disabled();
        }
        int days = recovery.get().number("RecoveryPeriodInDays").orElse(Requirement.MAX_PERIOD_DAYS);
        return new RecoveryState.Enabled(OptionalInt.of(days), Optional.of(at), Optional.of(Instant.MAX));
    }

    private static Tags tags(EventFields properties) {
        Map<String, String> tags = new HashMap<>();
        properties
                .objects("Tags")
                .forEach(tag ->
                        tags.put(tag.text("Key"), tag.optionalText("Value").orElse("")));
        return new Tags.Known(tags);
    }
}
