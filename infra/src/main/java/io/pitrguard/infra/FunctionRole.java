package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.port.BusEvent;
import io.pitrguard.report.SweepKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** A function's role: one statement for each permission, and nothing else. */
final class FunctionRole extends Construct {
    private final Role role;

    /**
     * The function that gets the role.
     *
     * @param access how the functions get into member accounts; empty where only the own account and region is swept
     * @param dead the queue where Lambda keeps events that failed for good; empty where Lambda queues none
     * @param restores on what restores may act; empty for a function that restores nothing
     */
    record Props(
            FunctionKind kind,
            List<Permission> permissions,
            SharedResources shared,
            Optional<FleetOptions.Access> access,
            ILogGroup log,
            Optional<IQueue> dead,
            Optional<RestoreAccess> restores) {
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
            PolicyStatement.Builder statement = PolicyStatement.Builder.create()
                    .sid(sid(permission))
                    .actions(permission.actions())
                    .resources(resources(permission.scope(), props));
            condition(permission.scope(), props).ifPresent(statement::conditions);
            role.addToPolicy(statement.build());
        }
    }

    private static Optional<Map<String, Object>> condition(Permission.Scope scope, Props props) {
        return switch (scope) {
            case MEMBER_ROLES ->
                Optional.of(Map.of(
                        "StringEquals",
                        Map.of("aws:ResourceOrgID", props.access().orElseThrow().organizationId())));
            // Nobody can use the function to forge the events of others.
            case EVENT_BUS -> Optional.of(Map.of("StringEquals", Map.of("events:source", BusEvent.SOURCE)));
            case KEY_OF_ALERTS ->
                props.restores()
                        .filter(restores -> restores.keyArn().isEmpty())
                        .map(restores ->
                                Map.of("ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", restores.keyAlias())));
            case KEYS_OF_TABLES ->
                Optional.of(Map.of("StringLike", Map.of("kms:ViaService", "dynamodb.*.amazonaws.com")));
            default -> Optional.empty();
        };
    }

    Role role() {
        return role;
    }

    /** Returns the statement's id, which may only have letters and digits. */
    static String sid(Permission permission) {
        return camelCase(permission);
    }

    /** Returns the name of a constant without underscores, such as {@code ConfigRule}. */
    static String camelCase(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private List<String> resources(Permission.Scope scope, Props props) {
        SharedResources shared = props.shared();
        return switch (scope) {
            case ANY_RESOURCE, TRAILS, ANY_EVENT_SOURCE -> List.of("*");
            case EVENT_BUS ->
                List.of(
                        shared.eventBus().orElseThrow().startsWith("arn:")
                                ? shared.eventBus().orElseThrow()
                                : arn("events", "event-bus", shared.eventBus().orElseThrow()));
            case EVENT_RULE -> List.of(arn("events", "rule", shared.eventRule()));
            // Of the hub's account, all regions may be swept.
            case TABLES ->
                List.of(
                        props.access().isPresent()
                                ? elsewhere("dynamodb", "*", Stack.of(this).getAccount(), "table/*")
                                : arn("dynamodb", "table", "*"));
            case TABLES_EVERYWHERE -> List.of(everywhere("dynamodb", "table/*"));
            // A backup's ARN begins with that of its table.
            case SOURCES -> List.of(arn("dynamodb", "table", "*"));
            case RESTORED_TABLES ->
                props.restores().orElseThrow().tables().stream()
                        // What ends in a wildcard stands for indexes and streams, too.
                        .flatMap(table -> table.endsWith("*")
                                ? Stream.of(table)
                                : Stream.of(table, table + "/index/*", table + "/stream/*"))
                        .map(table -> everywhere("dynamodb", "table/" + table))
                        .toList();
            case BACKED_UP_TABLES ->
                props.restores().orElseThrow().backups().stream()
                        .map(table -> arn("dynamodb", "table", table))
                        .toList();
            // A backup's ARN begins with that of its table, which may be gone.
            case BACKUPS -> List.of(arn("dynamodb", "table", "*/backup/*"));
            case DRILLED_TABLES ->
                drills(props).sources().stream()
                        .map(table -> arn("dynamodb", "table", table))
                        .toList();
            // What ends in a wildcard stands for indexes, too.
            case DRILL_TABLES -> List.of(arn("dynamodb", "table", DrillTarget.PREFIX + "*"));
            case EXPORTS_OF_DRILLED_TABLES ->
                drills(props).sources().stream()
                        .map(table -> arn("dynamodb", "table", table + "/export/*"))
                        .toList();
            case EXPORT_FOLDERS ->
                drills(props).exports().stream()
                        .map(folder -> "arn:" + Stack.of(this).getPartition() + ":s3:::" + folder + "/*")
                        .toList();
            case SCALABLE_TARGETS -> List.of(everywhere("application-autoscaling", "scalable-target/*"));
            case ALARMS -> List.of(everywhere("cloudwatch", "alarm:*"));
            case KINESIS_STREAMS -> List.of(everywhere("kinesis", "stream/*"));
            case KEYS_OF_TABLES -> List.of(everywhere("kms", "key/*"));
            case CONFIG_RULES -> List.of(arn("config", "config-rule", "*"));
            case CONFIG_AGGREGATORS -> List.of(arn("config", "config-aggregator", "*"));
            case LEDGER -> List.of(shared.ledger().getTableArn());
            case TOPIC -> List.of(shared.alerts().getTopicArn());
            case TOPICS ->
                Stream.concat(Stream.of(shared.alerts(), shared.health()), shared.chat().stream())
                        .map(ITopic::getTopicArn)
                        .toList();
            case CHAT_TOPIC -> List.of(shared.chat().orElseThrow().getTopicArn());
            case SECURITY_PRODUCT ->
                List.of(arn("securityhub", "product", Stack.of(this).getAccount() + "/default"));
            case KEY -> List.of(shared.key().getKeyArn());
            case KEY_OF_ALERTS ->
                List.of(props.restores().orElseThrow().keyArn().orElseGet(() -> arn("kms", "key", "*")));
            case DRIFT_QUEUE -> List.of(shared.calls().getQueueArn());
            case MEMBER_ROLES ->
                List.of(elsewhere(
                        "iam", "", "*", "role/" + props.access().orElseThrow().memberRole()));
            case FORWARD_RULE ->
                List.of(elsewhere(
                        "events",
                        "*",
                        Stack.of(this).getAccount(),
                        "rule/" + props.access().orElseThrow().forwardRule()));
            case PLANS -> objects(props, SweepKeys.plan("*"), SweepKeys.places("*"), SweepKeys.ORGANIZATION);
            case PARTS -> objects(props, SweepKeys.parts("*") + "*", "sweeps/*/tables/*");
            case SUMMARIES -> objects(props, "sweeps/*/report.json", "sweeps/*/digests/*");
            case SWEEPS -> objects(props, SweepsBucket.SWEEPS + "*");
            case KNOWN_ACCOUNTS -> objects(props, SweepKeys.ORGANIZATION);
            case EVIDENCE -> List.of(shared.evidence().orElseThrow().arnForObjects(EvidenceBucket.FOLDER + "*"));
            case SWEEPS_BUCKET -> List.of(shared.sweeps().orElseThrow().getBucketArn());
            case OWN_DEAD_LETTERS -> List.of(props.dead().orElseThrow().getQueueArn());
            // A log group's ARN ends in ":*", which means its streams.
            case OWN_LOGS -> List.of(props.log().getLogGroupArn());
        };
    }

    private static DrillAccess drills(Props props) {
        return props.restores().orElseThrow().drills();
    }

    private static List<String> objects(Props props, String... keys) {
        IBucket sweeps = props.shared().sweeps().orElseThrow();
        return Stream.of(keys).map(sweeps::arnForObjects).toList();
    }

    /** Returns an ARN of the account, in every region. */
    private String everywhere(String service, String resource) {
        return elsewhere(service, "*", Stack.of(this).getAccount(), resource);
    }

    /** Returns an ARN of another region or account. */
    private String elsewhere(String service, String region, String account, String resource) {
        return String.join(":", "arn", Stack.of(this).getPartition(), service, region, account, resource);
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
