package io.pitrguard.functions;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.StackName;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call to DynamoDB that may have changed what tables have, as CloudTrail reports it to EventBridge. It is only a hint:
 * it names the tables to read, and who to name. Only what leads to the tables is read strictly.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 *
 * @param where the account and region that it is of
 * @param tables the tables that it was about, at least one; more than one only if the event leaves its payload out
 * @param call what was called, by whom and when
 * @param ours whether a function of pitr-guard enabled recovery or changed its period, as far as the event shows
 * @param notes what of the event was ignored, and what people should know of the call beside it
 */
record TableCall(AccountRegion where, List<TableRef> tables, Call call, boolean ours, List<String> notes) {
    private static final String TYPE = "AWS API Call via CloudTrail";
    private static final String SOURCE = "aws.dynamodb";

    /** Where each operation names the table that it makes or changes. */
    private static final Map<String, List<String>> TABLE_AT = Map.of(
            "CreateTable", List.of("tableName"),
            "UpdateContinuousBackups", List.of("tableName"),
            "RestoreTableToPointInTime", List.of("targetTableName"),
            "RestoreTableFromBackup", List.of("targetTableName"),
            "RestoreTableFromAwsBackup", List.of("targetTableName"),
            "ImportTable", List.of("tableCreationParameters", "tableName"),
            "UpdateTable", List.of("tableName"),
            "DeleteTable", List.of("tableName"),
            "TagResource", List.of("resourceArn"),
            "UntagResource", List.of("resourceArn"));

    private static final Set<String> MAKES_TABLE = Set.of(
            "CreateTable",
            "RestoreTableToPointInTime",
            "RestoreTableFromBackup",
            "RestoreTableFromAwsBackup",
            "ImportTable");

    TableCall {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("a call must name a table");
        }
    }

    /**
     * Parses an event; empty when it is none that a table's recovery could hang on: a failed call, auto scaling, another
     * operation, tables of other accounts and regions.
     *
     * @param places from where the function takes calls
     * @param receivedAt when the call counts as made if the event does not say so
     * @throws InvocationFailedException when it is not what EventBridge sends, is of an account or region that the
     *     function does not take calls from, or names no table
     */
    static Optional<TableCall> parse(String text, CallPlaces places, Instant receivedAt) {
        EventFields event = EventFields.parse("The message", text);
        checkSource(event);
        EventFields detail = event.object("detail");
        String name = detail.text("eventName");
        List<String> notes = new ArrayList<>();
        LenientFields fields = detail.lenient(notes);
        if (!TABLE_AT.containsKey(name) || fields.text("errorCode").isPresent()) {
            return Optional.empty();
        }
        Optional<LenientFields> payload = payload(name, fields);
        if (name.equals("UpdateTable") && !mayAddReplica(fields, payload)) {
            return Optional.empty();
        }
        AccountRegion here = places.of(event, detail, payload.flatMap(parameters -> requested(name, parameters)));
        Set<TableRef> tables = tables(name, fields, payload, here);
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        notes.addAll(replicas(payload, places));
        Instant at = fields.time("eventTime").orElse(receivedAt);
        Optional<LenientFields> recovery = payload.filter(_ -> name.equals("UpdateContinuousBackups"))
                .flatMap(parameters -> parameters.object("pointInTimeRecoverySpecification"));
        return Optional.of(new TableCall(
                here,
                List.copyOf(tables),
                call(name, at, Caller.of(fields, here), recovery, payload.isEmpty()),
                ours(fields, recovery, places.memberRole()),
                notes));
    }

    private static void checkSource(EventFields event) {
        Object type = event.byName().get("detail-type");
        Object source = event.byName().get("source");
        if (!TYPE.equals(type) || !SOURCE.equals(source)) {
            throw new InvocationFailedException(
                    "The message is not a DynamoDB call from CloudTrail through EventBridge (detail-type \"%s\", source \"%s\"). Let only pitr-guard's rule send to the queue."
                            .formatted(type, source));
        }
    }

    /** CloudTrail leaves a large payload out: null, or a marker that says so. One that names no table is as good as none. */
    private static Optional<LenientFields> payload(String name, LenientFields detail) {
        return detail.object("requestParameters")
                .filter(parameters -> requested(name, parameters).isPresent());
    }

    private static Optional<String> requested(String name, LenientFields parameters) {
        return at(parameters, TABLE_AT.getOrDefault(name, List.of("tableName")));
    }

    private static Call call(
            String name, Instant at, Actor actor, Optional<LenientFields> recovery, boolean payloadMissing) {
        return new Call(
                name,
                at,
                actor,
                MAKES_TABLE.contains(name),
                recovery.flatMap(each -> each.flag("pointInTimeRecoveryEnabled"))
                        .filter(on -> !on)
                        .isPresent(),
                recovery.flatMap(each -> each.number("recoveryPeriodInDays")).stream()
                        .mapToInt(Integer::intValue)
                        .findFirst(),
                payloadMissing);
    }

    /**
     * A user agent can be made up by anybody; the role and the session cannot: Lambda names it after the function, and the
     * function does so where it assumes the role in a member account. The ledger has the last word.
     */
    private static boolean ours(LenientFields detail, Optional<LenientFields> recovery, Optional<String> memberRole) {
        Optional<LenientFields> identity = detail.object("userIdentity");
        String id = identity.flatMap(who -> who.text("principalId")).orElse("");
        String role = identity.flatMap(who -> who.object("sessionContext"))
                .flatMap(context -> context.object("sessionIssuer"))
                .flatMap(issuer -> issuer.text("userName"))
                .orElse("");
        String session = id.substring(id.indexOf(':') + 1);
        boolean member = memberRole.filter(role::equals).isPresent();
        return recovery.filter(specification -> specification.isTrue("pointInTimeRecoveryEnabled"))
                        .isPresent()
                && Arrays.stream(FunctionKind.values())
                        .anyMatch(kind -> member
                                ? session.equals(kind.nameIn(StackName.STANDARD))
                                : isRoleOf(kind, role, session));
    }

    private static boolean isRoleOf(FunctionKind kind, String role, String function) {
        String end = kind.nameIn("");
        return function.endsWith(end) && role.startsWith(function.substring(0, function.length() - end.length()) + "-");
    }

    /** Auto scaling calls the same operation all day; who adds a replica adds a table. Without a payload it may be either. */
    private static boolean mayAddReplica(LenientFields detail, Optional<LenientFields> payload) {
        boolean scaling = detail.text("userAgent")
                .filter(agent -> agent.contains("autoscaling.amazonaws.com"))
                .isPresent();
        return !scaling && (payload.isEmpty() || payload.get().byName().get("replicaUpdates") != null);
    }

    private static List<LenientFields> newReplicas(Optional<LenientFields> payload) {
        return payload.stream()
                .flatMap(parameters -> parameters.objects("replicaUpdates").stream())
                .flatMap(update -> update.object("create").stream())
                .toList();
    }

    /** A replica has its own setting in its own region, which this function cannot read. */
    private static List<String> replicas(Optional<LenientFields> payload, CallPlaces places) {
        return newReplicas(payload).stream()
                .map(replica -> replica.text("regionName").orElse("another region"))
                .distinct()
                .map(Caller::cut)
                .map(region -> "The call adds a replica in %s, which has its own recovery setting. %s"
                        .formatted(region, places.reader(region)))
                .toList();
    }

    /**
     * The request's table if the event names it; otherwise all tables of this account and region among its resources.
     *
     * @return none if the call was about tables elsewhere, or about no table
     * @throws InvocationFailedException if the event names no table
     */
    private static Set<TableRef> tables(
            String name, LenientFields detail, Optional<LenientFields> payload, AccountRegion here) {
        Optional<String> requested = payload.flatMap(parameters -> requested(name, parameters));
        if (requested.isPresent() && TableName.isOne(requested.get())) {
            return new LinkedHashSet<>(
                    TableName.of(requested.get(), here).stream().toList());
        }
        // Backups and streams can be tagged, too.
        if (requested.isPresent() && name.endsWith("agResource")) {
            return Set.of();
        }
        List<String> resources = detail.objects("resources").stream()
                .flatMap(resource -> resource.text("ARN").or(() -> resource.text("arn")).stream())
                .filter(TableName::isOne)
                .toList();
        if (resources.isEmpty()) {
            throw new InvocationFailedException(
                    "The message's call %s (request %s) names no table. The next sweep looks at all tables."
                            .formatted(name, detail.text("requestID").orElse(Actor.UNKNOWN)));
        }
        Set<TableRef> tables = new LinkedHashSet<>();
        resources.forEach(each -> TableName.of(each, here).ifPresent(tables::add));
        return tables;
    }

    private static Optional<String> at(LenientFields fields, List<String> path) {
        return path.size() == 1
                ? fields.text(path.getFirst())
                : fields.object(path.getFirst()).flatMap(inner -> at(inner, path.subList(1, path.size())));
    }
}
