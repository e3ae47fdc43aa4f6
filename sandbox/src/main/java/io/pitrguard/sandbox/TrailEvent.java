package io.pitrguard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.service.MemberNames;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.Organization;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A call to DynamoDB that took effect, as CloudTrail reports it to EventBridge. Its responseElements are null, as in real
 * events of restores.
 *
 * @param parameters the members of the request
 * @param session of a role; empty for the user of the sandbox
 */
record TrailEvent(
        String operation,
        ObjectNode parameters,
        AccountRegion location,
        Instant at,
        String requestId,
        String userAgent,
        Optional<Organization.Session> session) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    String json() {
        String time = at.truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "AWS API Call via CloudTrail")
                .put("source", "aws.dynamodb")
                .put("account", location.account())
                .put("time", time)
                .put("region", location.region());
        event.putArray("resources");
        event.set("detail", detail(time));
        return Json.text(event);
    }

    private ObjectNode detail(String time) {
        ObjectNode detail = Json.object().put("eventVersion", "1.11");
        detail.set("userIdentity", identity());
        detail.put("eventTime", time)
                .put("eventSource", "dynamodb.amazonaws.com")
                .put("eventName", operation)
                .put("awsRegion", location.region())
                .put("sourceIPAddress", "127.0.0.1")
                .put("userAgent", userAgent);
        detail.set("requestParameters", requestParameters());
        detail.putNull("responseElements")
                .put("requestID", requestId)
                .put("eventID", UUID.randomUUID().toString())
                .put("readOnly", false);
        detail.set("resources", resources());
        return detail.put("eventType", "AwsApiCall")
                .put("apiVersion", "2012-08-10")
                .put("managementEvent", true)
                .put("recipientAccountId", location.account())
                .put("eventCategory", "Management");
    }

    private ObjectNode identity() {
        return session.map(this::role).orElseGet(this::user);
    }

    private ObjectNode role(Organization.Session ofRole) {
        String principal = "AROASANDBOXEXAMPLE";
        ObjectNode identity = Json.object()
                .put("type", "AssumedRole")
                .put("principalId", principal + ":" + lastPart(ofRole.arn()))
                .put("arn", ofRole.arn())
                .put("accountId", location.account());
        identity.putObject("sessionContext")
                .putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", principal)
                .put("arn", ofRole.role())
                .put("accountId", location.account())
                .put("userName", lastPart(ofRole.role()));
        return identity;
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private ObjectNode user() {
        return Json.object()
                .put("type", "IAMUser")
                .put("principalId", location.userId())
                .put("arn", location.user())
                .put("accountId", location.account())
                .put("userName", "sandbox");
    }

    private ObjectNode requestParameters() {
        ObjectNode lowered = MemberNames.lowered(parameters);
        JsonNode moment = lowered.path("restoreDateTime");
        if (moment.isNumber()) {
            lowered.put("restoreDateTime", MOMENT.format(Instant.ofEpochSecond(moment.longValue())));
        }
        return lowered;
    }

    private ArrayNode resources() {
        ArrayNode resources = Json.object().arrayNode();
        for (String member : List.of(
                "SourceTableArn",
                "SourceTableName",
                "TargetTableName",
                "TableName",
                "TableArn",
                "ResourceArn",
                "BackupArn")) {
            JsonNode table = parameters.path(member);
            if (table.isTextual()) {
                resources
                        .addObject()
                        .put("accountId", location.account())
                        .put("type", "AWS::DynamoDB::Table")
                        .put("ARN", arn(table.textValue()));
            }
        }
        return resources;
    }

    private String arn(String table) {
        return table.startsWith("arn:") ? table : location.table(table);
    }
}
