package io.pitrguard.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * AWS Config rules as CloudFormation and conformance packs spell them. Keys are sorted: a pack's template is one text,
 * and another text is another deployment.
 */
final class ConfigRuleSyntax {
    static final String TYPE = "AWS::Config::ConfigRule";

    static final String TABLE = "AWS::DynamoDB::Table";
    static final String DESCRIPTION = "DynamoDB tables can be restored as the policy of pitr-guard requires.";

    private static final String SCHEDULED = "ScheduledNotification";
    private static final String MANAGED = "DYNAMODB_PITR_ENABLED";
    private static final Map<Integer, String> FREQUENCIES =
            Map.of(1, "One_Hour", 3, "Three_Hours", 6, "Six_Hours", 12, "Twelve_Hours", 24, "TwentyFour_Hours");

    private ConfigRuleSyntax() {}

    /**
     * Returns the rule that pitr-guard evaluates.
     *
     * @param functionArn unqualified: AWS Config accepts no version and no alias
     * @param hours how often it evaluates all tables; empty where it only evaluates changes
     */
    static SortedMap<String, Object> ours(String name, String functionArn, Optional<Integer> hours) {
        List<Map<String, Object>> messages = new ArrayList<>();
        for (String type : messages(hours)) {
            SortedMap<String, Object> message = message(type);
            if (type.equals(SCHEDULED)) {
                message.put("MaximumExecutionFrequency", frequency(hours.orElseThrow()));
            }
            messages.add(message);
        }
        SortedMap<String, Object> source = source("CUSTOM_LAMBDA", functionArn);
        source.put("SourceDetails", messages);
        return rule(name, DESCRIPTION, source);
    }

    /**
     * Returns the types of the messages that the rule subscribes to.
     *
     * @param hours as above
     */
    static List<String> messages(Optional<Integer> hours) {
        List<String> types = new ArrayList<>(
                List.of("ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification"));
        hours.ifPresent(_ -> types.add(SCHEDULED));
        return types;
    }

    /** Returns AWS's own rule. */
    static SortedMap<String, Object> managed(String name) {
        return rule(name, "AWS's own rule: point-in-time recovery is on.", source("AWS", MANAGED));
    }

    private static SortedMap<String, Object> rule(String name, String description, Map<String, Object> source) {
        SortedMap<String, Object> rule = new TreeMap<>();
        rule.put("ConfigRuleName", name);
        rule.put("Description", description);
        rule.put("Scope", Map.of("ComplianceResourceTypes", List.of(TABLE)));
        rule.put("Source", source);
        return rule;
    }

    private static SortedMap<String, Object> source(String owner, String identifier) {
        return new TreeMap<>(Map.of("Owner", owner, "SourceIdentifier", identifier));
    }

    private static SortedMap<String, Object> message(String type) {
        return new TreeMap<>(Map.of("EventSource", "aws.config", "MessageType", type));
    }

    static String frequency(int hours) {
        String frequency = FREQUENCIES.get(hours);
        if (frequency == null) {
            throw new IllegalArgumentException("AWS Config has no frequency of " + hours + " hours");
        }
        return frequency;
    }
}
