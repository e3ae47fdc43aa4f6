package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.Recording;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.config.CfnConfigRule;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;

/** The rule of AWS Config that pitr-guard answers and, where asked for, AWS's managed one beside it. */
final class ConfigRules extends Construct {
    private static final String PERMISSION = "AwsConfig";
    private static final List<String> SCOPE = List.of("AWS::DynamoDB::Table");
    private static final Map<Integer, String> FREQUENCIES =
            Map.of(1, "One_Hour", 3, "Three_Hours", 6, "Six_Hours", 12, "Twelve_Hours", 24, "TwentyFour_Hours");

    /** What is evaluated how often. */
    record Props(String name, Recording recording, int hours, Function function) {}

    ConfigRules(Construct scope, String id, Props props) {
        super(scope, id);
        props.function()
                .addPermission(
                        PERMISSION,
                        Permission.builder()
                                .principal(new ServicePrincipal("config.amazonaws.com"))
                                .sourceAccount(Stack.of(this).getAccount())
                                .build());
        CfnConfigRule rule = CfnConfigRule.Builder.create(this, "Rule")
                .configRuleName(props.name())
                .description("Tables of DynamoDB can be restored as the policy of pitr-guard asks.")
                .scope(scope())
                .source(CfnConfigRule.SourceProperty.builder()
                        .owner("CUSTOM_LAMBDA")
                        // Unqualified: AWS Config takes no version and no alias.
                        .sourceIdentifier(props.function().getFunctionArn())
                        .sourceDetails(List.of(
                                onChange("ConfigurationItemChangeNotification"),
                                onChange("OversizedConfigurationItemChangeNotification"),
                                onSchedule(props.hours())))
                        .build())
                .build();
        // AWS Config tries the permission when the rule is made.
        rule.getNode().addDependency(props.function().getNode().findChild(PERMISSION));
        if (props.recording().managedRule()) {
            managed(props.name());
        }
    }

    private void managed(String name) {
        CfnConfigRule.Builder.create(this, "Managed")
                .configRuleName(name + "-dynamodb-pitr-enabled")
                .description("AWS's own rule: point-in-time recovery is on.")
                .scope(scope())
                .source(CfnConfigRule.SourceProperty.builder()
                        .owner("AWS")
                        .sourceIdentifier("DYNAMODB_PITR_ENABLED")
                        .build())
                .build();
    }

    private static CfnConfigRule.ScopeProperty scope() {
        return CfnConfigRule.ScopeProperty.builder()
                .complianceResourceTypes(SCOPE)
                .build();
    }

    private static CfnConfigRule.SourceDetailProperty onChange(String message) {
        return CfnConfigRule.SourceDetailProperty.builder()
                .eventSource("aws.config")
                .messageType(message)
                .build();
    }

    private static CfnConfigRule.SourceDetailProperty onSchedule(int hours) {
        return CfnConfigRule.SourceDetailProperty.builder()
                .eventSource("aws.config")
                .messageType("ScheduledNotification")
                .maximumExecutionFrequency(FREQUENCIES.get(hours))
                .build();
    }
}
