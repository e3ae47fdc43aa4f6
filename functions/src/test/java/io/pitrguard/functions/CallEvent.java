package io.pitrguard.functions;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call to DynamoDB as EventBridge tells of it, in the shape of the files below events/drift. */
record CallEvent(
        String operation,
        AccountRegion where,
        Instant at,
        String user,
        String agent,
        @Nullable Map<String, Object> parameters) {
    static CallEvent of(String operation, AccountRegion where, Instant at) {
        return new CallEvent(operation, where, at, "alice", "aws-cli/2.22.0", new LinkedHashMap<>());
    }

    CallEvent table(String name) {
        return with("tableName", name);
    }

    CallEvent disabling() {
        return with("pointInTimeRecoverySpecification", Map.of("pointInTimeRecoveryEnabled", false));
    }

    CallEvent enabling(int days) {
        return with(
                "pointInTimeRecoverySpecification",
                Map.of("pointInTimeRecoveryEnabled", true, "recoveryPeriodInDays", days));
    }

    CallEvent with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters == null ? Map.of() : parameters);
        more.put(name, value);
        return new CallEvent(operation, where, at, user, agent, more);
    }

    CallEvent by(String who) {
        return new CallEvent(operation, where, at, who, agent, parameters);
    }

    /** The function that made it, in the session that Lambda gives it. */
    CallEvent byFunction(String function) {
        return by("pitr-guard-FunctionRole-1A2B/" + function);
    }

    private Map<String, Object> identity() {
        int session = user.indexOf('/');
        return session < 0
                ? Map.of(
                        "type",
                        "IAMUser",
                        "userName",
                        user,
                        "arn",
                        "arn:%s:iam::%s:user/%s".formatted(where.partition(), where.account(), user))
                : Map.of(
                        "type",
                        "AssumedRole",
                        "principalId",
                        "AROAEXAMPLE:" + user.substring(session + 1),
                        "arn",
                        "arn:%s:sts::%s:assumed-role/%s".formatted(where.partition(), where.account(), user),
                        "sessionContext",
                        Map.of("sessionIssuer", Map.of("userName", user.substring(0, session))));
    }

    CallEvent agent(String text) {
        return new CallEvent(operation, where, at, user, text, parameters);
    }

    CallEvent at(Instant moment) {
        return new CallEvent(operation, where, moment, user, agent, parameters);
    }

    /** The same call under its own request id each time that it is asked for. */
    String json() {
        return json(UUID.randomUUID().toString());
    }

    String json(String requestId) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("userIdentity", identity());
        detail.put("eventTime", at.truncatedTo(ChronoUnit.SECONDS).toString());
        detail.put("eventSource", "dynamodb.amazonaws.com");
        detail.put("eventName", operation);
        detail.put("awsRegion", where.region());
        detail.put("sourceIPAddress", "198.51.100.7");
        detail.put("userAgent", agent);
        detail.put("requestParameters", parameters);
        detail.put("requestID", requestId);
        detail.put("recipientAccountId", where.account());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "AWS API Call via CloudTrail");
        event.put("source", "aws.dynamodb");
        event.put("account", where.account());
        event.put("region", where.region());
        event.put("detail", detail);
        return Json.write(event);
    }
}
