package io.pitrguard.e2e;

import java.util.Map;

/**
 * A call in a member account, as IAM sees it.
 *
 * @param role the ARN of the role whose session makes it
 * @param session the session's name
 * @param action such as {@code dynamodb:ListTables}
 * @param resource an ARN; empty where the action takes no resource
 */
record MemberCall(String role, String session, String action, String resource) {
    // Where the name under which calls are signed is not that of permissions.
    private static final Map<String, String> PREFIXES = Map.of("tagging", "tag");

    static MemberCall of(AwsCall call, String role, String session) {
        String action = PREFIXES.getOrDefault(call.service(), call.service()) + ":" + call.operation();
        return new MemberCall(role, session, action, resource(call, role.split(":", -1)[4]));
    }

    private static String resource(AwsCall call, String account) {
        String kind = switch (call.service()) {
            case "dynamodb" -> "table/";
            case "events" -> "rule/";
            default -> "";
        };
        return call.first("TableName", "ResourceArn", "Rule", "Name")
                .map(name -> name.startsWith("arn:")
                        ? name
                        : "arn:aws:%s:%s:%s:%s%s".formatted(call.service(), call.region(), account, kind, name))
                .orElse("");
    }
}
