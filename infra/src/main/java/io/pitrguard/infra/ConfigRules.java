package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.Recording;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.config.CfnConformancePack;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;
import software.constructs.IDependable;

/** The AWS Config rule that pitr-guard evaluates and, on request, AWS's managed rule: separate, or as a conformance pack. */
final class ConfigRules extends Construct {
    private static final String PERMISSION = "AwsConfig";

    private final Props props;

    /**
     * The function, and what the rule evaluates when.
     *
     * @param recorder the recorder, where the stack creates it: AWS Config accepts no rule without one
     */
    record Props(String name, Recording recording, Function function, Optional<IDependable> recorder) {}

    ConfigRules(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        props.function()
                .addPermission(
                        PERMISSION,
                        Permission.builder()
                                .principal(new ServicePrincipal("config.amazonaws.com"))
                                .sourceAccount(Stack.of(this).getAccount())
                                .build());
        if (props.recording().conformancePack()) {
            pack();
        } else {
            rules().forEach(this::rule);
        }
    }

    private Map<String, SortedMap<String, Object>> rules() {
        Map<String, SortedMap<String, Object>> rules = new LinkedHashMap<>();
        rules.put(
                "Rule",
                ConfigRuleSyntax.ours(
                        props.name(),
                        props.function().getFunctionArn(),
                        props.recording().ruleHours()));
        if (props.recording().managedRule()) {
            rules.put("Managed", ConfigRuleSyntax.managed(props.name() + "-dynamodb-pitr-enabled"));
        }
        return rules;
    }

    private void rule(String id, Map<String, Object> properties) {
        dependOnPrerequisites(CfnResource.Builder.create(this, id)
                .type(ConfigRuleSyntax.TYPE)
                .properties(properties)
                .build());
    }

    /** AWS Config adds a suffix to the names of a pack's rules. */
    private void pack() {
        Map<String, Object> resources = new LinkedHashMap<>();
        rules().forEach((id, properties) ->
                resources.put(id, new TreeMap<>(Map.of("Type", ConfigRuleSyntax.TYPE, "Properties", properties))));
        dependOnPrerequisites(CfnConformancePack.Builder.create(this, "Pack")
                .conformancePackName(props.name())
                .templateBody(Stack.of(this).toJsonString(Map.of("Resources", resources)))
                .build());
    }

    /** AWS Config checks the permission and the recorder when a rule is created. */
    private void dependOnPrerequisites(CfnResource rule) {
        rule.getNode().addDependency(props.function().getNode().findChild(PERMISSION));
        props.recorder().ifPresent(recorder -> rule.getNode().addDependency(recorder));
    }
}
