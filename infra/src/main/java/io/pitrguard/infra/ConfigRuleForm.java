package io.pitrguard.infra;

import java.util.List;
import java.util.Map;

/** Rules of AWS Config, as CloudFormation and conformance packs write them. */
final class ConfigRuleForm {
    static final String TYPE = "AWS::Config::ConfigRule";

    private static final Map<String, Object> SCOPE = Map.of("ComplianceResourceTypes", List.of("AWS::DynamoDB::Table"));
    private static final Map<Integer, String> FREQUENCIES =
            Map.of(1, "One_Hour", 3, "Three_Hours", 6, "Six_Hours", 12, "Twelve_Hours", 24, "TwentyFour_Hours");

    private ConfigRuleForm() {}

    /**
     * Gives the rule that pitr-guard answers.
     *
     * @param functionArn unqualified: AWS Config takes no version and no alias
     */
    static Map<String, Object> ours(String name, String functionArn, int hours) {
        return Map.of(
                "ConfigRuleName",
                name,
                "Description",
                "Tables of DynamoDB can be restored as the policy of pitr-guard asks.",
                "Scope",
                SCOPE,
                "Source",
                Map.of(
                        "Owner",
                        "CUSTOM_LAMBDA",
                        "SourceIdentifier",
                        functionArn,
                        "SourceDetails",
                        List.of(
                                message("ConfigurationItemChangeNotification"),
                                message("OversizedConfigurationItemChangeNotification"),
                                Map.of(
                                        "EventSource", "aws.config",
                                        "MessageType", "ScheduledNotification",
                                        "MaximumExecutionFrequency", frequency(hours)))));
    }

    /** Gives AWS's own rule. */
    static Map<String, Object> managed(String name) {
        return Map.of(
                "ConfigRuleName",
                name,
                "Description",
                "AWS's own rule: point-in-time recovery is on.",
                "Scope",
                SCOPE,
                "Source",
                Map.of("Owner", "AWS", "SourceIdentifier", "DYNAMODB_PITR_ENABLED"));
    }

    private static Map<String, Object> message(String type) {
        return Map.of("EventSource", "aws.config", "MessageType", type);
    }

    private static String frequency(int hours) {
        String frequency = FREQUENCIES.get(hours);
        if (frequency == null) {
            throw new IllegalArgumentException("AWS Config has no frequency of " + hours + " hours");
        }
        return frequency;
    }
}
