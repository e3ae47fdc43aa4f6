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

/** A function's role: a statement for each of its needs, and nothing else. */
final class FunctionRole extends Construct {
    private final Role role;

    /**
     * Whose role it is.
     *
     * @param needs what the function does
     * @param dead where Lambda keeps events that failed for good; empty where it queues none
     */
    record Props(
            FunctionKind kind, List<Permission> needs, SharedResources around, ILogGroup log, Optional<IQueue> dead) {
        Props {
            needs = List.copyOf(needs);
        }
    }

    FunctionRole(Construct scope, String id, Props props) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What pitr-guard's function " + props.kind().key() + " may do.")
                .build();
        for (Permission need : props.needs()) {
            role.addToPolicy(PolicyStatement.Builder.create()
                    .sid(sid(need))
                    .actions(need.actions())
                    .resources(resources(need.scope(), props))
                    .build());
        }
    }

    Role role() {
        return role;
    }

    /** A statement's id takes letters and digits only. */
    static String sid(Permission need) {
        StringBuilder sid = new StringBuilder();
        for (String word : need.name().split("_", -1)) {
            sid.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return sid.toString();
    }

    private List<String> resources(Permission.Scope scope, Props props) {
        return scope == Permission.Scope.TOPICS
                ? List.of(
                        props.around().alerts().getTopicArn(),
                        props.around().health().getTopicArn())
                : List.of(resource(scope, props));
    }

    private String resource(Permission.Scope scope, Props props) {
        SharedResources around = props.around();
        return switch (scope) {
            case ANY_RESOURCE, TRAILS -> "*";
            case EVENT_RULE -> arn("events", "rule", around.eventRule());
            case TABLES -> arn("dynamodb", "table", "*");
            case CONFIG_RULES -> arn("config", "config-rule", "*");
            case LEDGER -> around.ledger().getTableArn();
            case TOPIC, TOPICS -> around.alerts().getTopicArn();
            case KEY -> around.key().getKeyArn();
            case DRIFT_QUEUE -> around.calls().getQueueArn();
            case OWN_DEAD_LETTERS -> props.dead().orElseThrow().getQueueArn();
            // The ARN of a log group ends in ":*", which stands for its streams.
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
