package io.pitrguard.functions;

import io.pitrguard.configrule.ConfigTrigger;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.ComplianceResults;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A table, or a global table, before it exists: the properties that CloudFormation would make it from. */
final class ProposedTable {
    private static final String GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable";

    private ProposedTable() {}

    /**
     * Parses the item of a proactive evaluation.
     *
     * @param partition the partition that the function runs in: a region's name does not tell it
     * @throws InvocationFailedException when it is about something else, or malformed
     */
    static ConfigTrigger.Proposed parse(EventFields invoking, String partition) {
        EventFields item = invoking.object("configurationItem");
        String type = item.text("resourceType");
        String id = item.text("resourceId");
        if (!type.equals(ComplianceResults.TABLE) && !type.equals(GLOBAL_TABLE)) {
            throw new InvocationFailedException(
                    "The rule judges %s and %s, but AWS Config proposed the %s '%s'. Set the rule's scope to tables."
                            .formatted(ComplianceResults.TABLE, GLOBAL_TABLE, type, id));
        }
        Instant at = item.time("configurationItemCaptureTime");
        EventFields properties = item.objectOrJson("configuration")
                .orElseThrow(() -> new InvocationFailedException(
                        "The item of the proactive evaluation has no configuration, so there is nothing to judge."));
        refuseUnresolved(properties);
        Optional<String> name = properties.optionalText("TableName");
        AccountRegion where = where(item, partition);
        List<ConfigTrigger.Proposal> tables = type.equals(GLOBAL_TABLE)
                ? replicas(where, id, name, properties, at)
                : List.of(proposal(where, id, name, new Properties(properties, properties), at));
        return new ConfigTrigger.Proposed(type, id, tables, at);
    }

    /**
     * Refuses what could only be guessed: properties that are not CloudFormation's, and functions that nobody has
     * resolved yet.
     */
    private static void refuseUnresolved(EventFields properties) {
        if (!properties.byName().containsKey("KeySchema")) {
            throw new InvocationFailedException(
                    "The proposed properties have no KeySchema, so they are not CloudFormation's of a table. Hand over the resource's properties as in the template.");
        }
        refuseFunctions("configuration", properties.byName());
    }

    private static void refuseFunctions(String path, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    String name = String.valueOf(entry.getKey());
                    if (name.startsWith("Fn::") || (name.equals("Ref") && map.size() == 1)) {
                        throw new InvocationFailedException(
                                "The proposed properties hold %s at %s, which is not resolved. Hand over its value."
                                        .formatted(name, path));
                    }
                    if (entry.getValue() != null) {
                        refuseFunctions(path + "." + name, entry.getValue());
                    }
                }
            }
            case List<?> list -> list.stream().filter(Objects::nonNull).forEach(each -> refuseFunctions(path, each));
            default -> {}
        }
    }

    private static AccountRegion where(EventFields item, String partition) {
        String region = item.text("awsRegion");
        try {
            return new AccountRegion(partition, item.text("awsAccountId"), region);
        } catch (IllegalArgumentException e) {
            throw new InvocationFailedException("The event's configurationItem.awsAccountId: " + e.getMessage());
        }
    }

    private static List<ConfigTrigger.Proposal> replicas(
            AccountRegion where, String id, Optional<String> name, EventFields properties, Instant at) {
        List<EventFields> replicas = properties.objects("Replicas");
        if (replicas.isEmpty()) {
            throw new InvocationFailedException("The proposed global table '" + id + "' has no Replicas.");
        }
        return replicas.stream()
                .map(replica -> proposal(
                        new AccountRegion(where.partition(), where.account(), replica.text("Region")),
                        id,
                        name,
                        new Properties(properties, replica),
                        at))
                .toList();
    }

    /**
     * The properties that describe one proposed table: a global table has some once for all replicas, others per replica.
     *
     * @param table the properties of the whole resource
     * @param replica the properties of the replica; of a plain table the same
     */
    private record Properties(EventFields table, EventFields replica) {}

    private static ConfigTrigger.Proposal proposal(
            AccountRegion where, String id, Optional<String> name, Properties properties, Instant at) {
        TableFacts facts = new TableFacts(where.table(name.orElse(id)), tags(properties.replica()));
        for (FactKind kind : FactKind.values()) {
            facts = facts.with(kind, fact(kind, properties));
        }
        return new ConfigTrigger.Proposal(facts, state(properties.replica(), at), name.isPresent());
    }

    /** Returns what the properties say of each fact. A fact that they do not tell is unreadable, with that as the cause. */
    private static Fact<?> fact(FactKind kind, Properties properties) {
        return switch (kind) {
            case DETAILS ->
                new Fact.Known<>(new TableDetails(
                        TableStatus.CREATING, 0, properties.replica().isTrue("DeletionProtectionEnabled")));
        };
    }

    /** A lag is unknown before there is a table; it is taken as none. */
    private static RecoveryState state(EventFields properties, Instant at) {
        Optional<EventFields> recovery = properties.optionalObject("PointInTimeRecoverySpecification");
        if (recovery.isEmpty() || !recovery.get().isTrue("PointInTimeRecoveryEnabled")) {
            return new RecoveryState.Disabled();
        }
        int days = recovery.get().number("RecoveryPeriodInDays").orElse(Requirement.MAX_PERIOD_DAYS);
        if (days < 1 || days > Requirement.MAX_PERIOD_DAYS) {
            throw new InvocationFailedException("The proposed RecoveryPeriodInDays is %d; AWS takes 1 to %d."
                    .formatted(days, Requirement.MAX_PERIOD_DAYS));
        }
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
