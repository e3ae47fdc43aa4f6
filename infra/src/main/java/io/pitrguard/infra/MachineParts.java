package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** What a state machine has beside its definition. */
final class MachineParts {
    private MachineParts() {}

    /** Creates its role, without any permission. */
    static Role role(Construct scope, String machine) {
        return Role.Builder.create(scope, "Role")
                .description("Permissions of the state machine " + machine + ".")
                .assumedBy(new ServicePrincipal("states.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(scope).getAccount()))))
                .build();
    }

    /** Allows an action. */
    static void allow(Role role, String action, List<String> resources) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(resources)
                .build());
    }

    /** Returns an ARN of Step Functions. The machine's own would make the role depend on the machine, which depends on the role. */
    static String arn(Construct scope, String resource, String name) {
        return Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service("states")
                        .resource(resource)
                        .resourceName(name)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }

    /** Creates its log. With this prefix, Step Functions' own part of the logs' resource policy does not grow. */
    static LogGroup log(Construct scope, String machine, IKey key, RetentionDays retention) {
        return LogGroup.Builder.create(scope, "Log")
                .logGroupName("/aws/vendedlogs/states/" + machine)
                .encryptionKey(key)
                .retention(retention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
