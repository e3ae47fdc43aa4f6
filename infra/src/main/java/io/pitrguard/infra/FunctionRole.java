package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** A function's role: one statement for each permission, and nothing else. */
final class FunctionRole extends Construct {
    private final Role role;

    /**
     * The function that gets the role.
     *
     * @param dead the queue where Lambda keeps events that failed for good; empty where Lambda queues none
     */
    record Props(
            FunctionKind kind,
            List<Permission> permissions,
            SharedResources shared,
            ILogGroup log,
            Optional<IQueue> dead) {
        Props {
            permissions = List.copyOf(permissions);
        }
    }

    FunctionRole(Construct scope, String id, Props props) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("Permissions of the function " + props.kind().key() + ".")
                .build();
        for (Permission permission : props.permissions()) {
            role.addToPolicy(PolicyStatement.Builder.create()
                    .sid(sid(permission))
                    .actions(permission.actions())
                    .resources(resources(permission.scope(), props))
                    .build());
        }
    }

    Role role() {
        return role;
    }

    /** Returns the statement's id, which may only have letters and digits. */
    static String sid(Permission permission) {
        StringBuilder sid = new StringBuilder();
        for (String word : permission.name().split("_", -1)) {
            sid.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return sid.toString();
    }

    private List<String> resources(Permission.Scope scope, Props props) {
        return scope == Permission.Scope.TOPICS
                ? List.of(
                        props.shared().alerts().getTopicArn(),
                        props.shared().health().getTopicArn())
                : List.of(resource(scope, props));
    }

    private String resource(Permission.Scope scope, Props props) {
        SharedResources shared = props.shared();
        return switch (scope) {
            case ANY_RESOURCE, TRAILS -> "*";
            case EVENT_RULE -> arn("events", "rule", shared.eventRule());
            case TABLES -> arn("dynamodb", "table", "*");
            case CONFIG_RULES -> arn("config", "config-rule", "*");
            case LEDGER -> shared.ledger().getTableArn();
            case TOPIC, TOPICS -> shared.alerts().getTopicArn();
            case KEY -> shared.key().getKeyArn();
            case DRIFT_QUEUE -> shared.calls().getQueueArn();
            case OWN_DEAD_LETTERS -> props.dead().orElseThrow().getQueueArn();
            // A log group's ARN ends in ":*", which means its streams.
            case OWN_LOGS -> props.log().getLogGroupArn();
        };
    }

    private String arn(String service, String resource, String name) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service(service)
                        .resource(resource)
                        .resourceName(name)
                        .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                        .build());
    }
}
