package io.pitrguard.functions;

import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.wiring.AwsClients;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call to DynamoDB that may have changed what a table has, as CloudTrail reports it to EventBridge. It is only a hint:
 * it names the table to read, and who to name.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 *
 * @param id EventBridge's id of the event; the same event may come twice
 * @param table the name of the table that it was about
 * @param call what was called, by whom and when
 * @param ours whether it was pitr-guard itself that enabled recovery or lengthened its period
 */
record TableCall(String id, AccountRegion where, String table, Call call, boolean ours) {
    private static final String APP = "app/" + AwsClients.APP_ID;

    private static final String TYPE = "AWS API Call via CloudTrail";
    private static final String SOURCE = "aws.dynamodb";

    /** Where each operation names the table that it makes or changes. */
    private static final Map<String, List<String>> TABLE_AT = Map.of(
            "CreateTable", List.of("tableName"),
            "UpdateContinuousBackups", List.of("tableName"),
            "RestoreTableToPointInTime", List.of("targetTableName"),
            "RestoreTableFromBackup", List.of("targetTableName"),
            "ImportTable", List.of("tableCreationParameters", "tableName"),
            "UpdateTable", List.of("tableName"),
            "DeleteTable", List.of("tableName"),
            "TagResource", List.of("resourceArn"),
            "UntagResource", List.of("resourceArn"));

    private static final Set<String> MAKES_TABLE =
            Set.of("CreateTable", "RestoreTableToPointInTime", "RestoreTableFromBackup", "ImportTable");
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:dynamodb:([^:]+):(\\d{12}):table/([A-Za-z0-9_.-]{3,255})(?:/.*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /**
     * Parses an event; empty when it is none that a table's recovery could hang on: a failed call, auto scaling, another
     * operation.
     *
     * @throws InvocationFailedException when it is not what EventBridge sends, or names no table
     */
    static Optional<TableCall> parse(String text) {
        EventFields event = EventFields.parse("The message", text);
        if (!TYPE.equals(event.byName().get("detail-type"))
                || !SOURCE.equals(event.byName().get("source"))) {
            throw new InvocationFailedException(
                    "The message is not a DynamoDB call from CloudTrail through EventBridge (detail-type \"%s\", source \"%s\"). Let only pitr-guard's rule send to the queue."
                            .formatted(
                                    event.byName().get("detail-type"),
                                    event.byName().get("source")));
        }
        EventFields detail = event.object("detail");
        String name = detail.text("eventName");
        if (!TABLE_AT.containsKey(name)
                || detail.optionalText("errorCode").isPresent()
                || (name.equals("UpdateTable") && !addsReplicas(detail))) {
            return Optional.empty();
        }
        AccountRegion where = where(detail, event);
        if (requested(name, detail).filter(table -> isElsewhere(table, where)).isPresent()) {
            return Optional.empty();
        }
        Set<String> tables = tables(name, detail);
        if (tables.isEmpty()) {
            return notATable(name, detail);
        }
        return Optional.of(new TableCall(
                event.text("id"), where, tables.iterator().next(), call(name, detail), ours(name, detail)));
    }

    private static Call call(String name, EventFields detail) {
        Optional<EventFields> specification = name.equals("UpdateContinuousBackups")
                ? detail.optionalObject("requestParameters")
                        .flatMap(parameters -> parameters.optionalObject("pointInTimeRecoverySpecification"))
                : Optional.empty();
        return new Call(
                name,
                detail.time("eventTime"),
                Caller.of(detail),
                MAKES_TABLE.contains(name),
                specification.filter(TableCall::switchesOff).isPresent(),
                specification.flatMap(each -> each.number("recoveryPeriodInDays")).stream()
                        .mapToInt(Integer::intValue)
                        .findFirst(),
                detail.optionalObject("requestParameters").isEmpty());
    }

    /** A user agent can be made up; who claims to be pitr-guard and disables recovery is not. */
    private static boolean ours(String name, EventFields detail) {
        return name.equals("UpdateContinuousBackups")
                && detail.optionalText("userAgent")
                        .filter(agent -> agent.contains(APP))
                        .isPresent()
                && detail.optionalObject("requestParameters")
                        .flatMap(parameters -> parameters.optionalObject("pointInTimeRecoverySpecification"))
                        .filter(specification -> specification.isTrue("pointInTimeRecoveryEnabled"))
                        .isPresent();
    }

    private static boolean switchesOff(EventFields specification) {
        return specification.byName().get("pointInTimeRecoveryEnabled") != null
                && !specification.isTrue("pointInTimeRecoveryEnabled");
    }

    private static AccountRegion where(EventFields detail, EventFields event) {
        String region = detail.text("awsRegion");
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        String account = detail.optionalText("recipientAccountId").orElseGet(() -> event.text("account"));
        try {
            return new AccountRegion(partition, account, region);
        } catch (IllegalArgumentException e) {
            throw new InvocationFailedException("The message's account: " + e.getMessage());
        }
    }

    /** Auto scaling calls the same operation all day; who adds a replica adds a table. */
    private static boolean addsReplicas(EventFields detail) {
        if (detail.optionalText("userAgent")
                .filter(agent -> agent.contains("autoscaling.amazonaws.com"))
                .isPresent()) {
            return false;
        }
        return detail.optionalObject("requestParameters").stream()
                .flatMap(parameters -> parameters.objects("replicaUpdates").stream())
                .anyMatch(update -> update.optionalObject("create").isPresent());
    }

    /** The request's table first; payloads may be left out, then the resources tell. */
    private static Set<String> tables(String name, EventFields detail) {
        Stream<String> requested = requested(name, detail).stream();
        Stream<String> resources = detail.objects("resources").stream()
                .flatMap(resource -> resource.optionalText("ARN").or(() -> resource.optionalText("arn")).stream());
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(requested, resources)
                .flatMap(each -> nameOf(each).stream())
                .forEach(names::add);
        return names;
    }

    private static Optional<String> at(EventFields fields, List<String> path) {
        return path.size() == 1
                ? fields.optionalText(path.getFirst())
                : fields.optionalObject(path.getFirst()).flatMap(inner -> at(inner, path.subList(1, path.size())));
    }

    private static Optional<String> requested(String name, EventFields detail) {
        return detail.optionalObject("requestParameters")
                .flatMap(parameters -> at(parameters, TABLE_AT.getOrDefault(name, List.of("tableName"))));
    }

    /** A call may be about a table of another account: CloudTrail tells the caller's account of it, too. */
    private static boolean isElsewhere(String nameOrArn, AccountRegion where) {
        Matcher arn = ARN.matcher(nameOrArn);
        return arn.matches()
                && !(arn.group(1).equals(where.region()) && arn.group(2).equals(where.account()));
    }

    private static Optional<String> nameOf(String nameOrArn) {
        Matcher arn = ARN.matcher(nameOrArn);
        if (arn.matches()) {
            return Optional.of(arn.group(3));
        }
        return NAME.matcher(nameOrArn).matches() ? Optional.of(nameOrArn) : Optional.empty();
    }

    /** Backups and streams can be tagged too. */
    private static Optional<TableCall> notATable(String name, EventFields detail) {
        if (name.endsWith("agResource")
                && detail.optionalObject("requestParameters").isPresent()) {
            return Optional.empty();
        }
        throw new InvocationFailedException(
                "The message's call %s (request %s) names no table. The next sweep looks at all tables."
                        .formatted(name, detail.optionalText("requestID").orElse("unknown")));
    }
}
