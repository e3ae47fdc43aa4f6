package io.pitrguard.functions;

import io.pitrguard.domain.ledger.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who made a call, read from what CloudTrail says.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
final class Caller {
    private static final int LONGEST = 100;

    /** What a user agent holds, and what people call the tool; the first that fits. */
    private static final List<Map.Entry<String, String>> TOOLS = List.of(
            Map.entry("cloudformation.amazonaws.com", "CloudFormation"),
            Map.entry("Terraform", "Terraform"),
            Map.entry("Pulumi", "Pulumi"),
            Map.entry("aws-cli", "the AWS CLI"),
            Map.entry("Boto3", "boto3"),
            Map.entry("Botocore", "boto3"),
            Map.entry("aws-sdk-java", "the AWS SDK for Java"),
            Map.entry("aws-sdk-js", "the AWS SDK for JavaScript"),
            Map.entry("aws-sdk-go", "the AWS SDK for Go"),
            Map.entry("console.amazonaws.com", "the AWS console"));

    private Caller() {}

    /** Returns the actor of a CloudTrail record; fields that the record leaves out are unknown. */
    static Actor of(EventFields detail) {
        Optional<EventFields> identity = detail.optionalObject("userIdentity");
        return new Actor(
                cut(identity.map(Caller::who).orElse("unknown")),
                cut(detail.optionalText("sourceIPAddress").orElse("an unknown address")),
                with(detail, identity),
                cut(detail.optionalText("requestID").orElse("unknown")));
    }

    private static String who(EventFields identity) {
        String type = identity.optionalText("type").orElse("");
        return switch (type) {
            case "Root" ->
                "the root user of account " + identity.optionalText("accountId").orElse("unknown");
            case "IAMUser" ->
                "user "
                        + identity.optionalText("userName")
                                .or(() -> identity.optionalText("arn"))
                                .orElse("unknown");
            case "AssumedRole" -> role(identity);
            case "AWSService" -> "service " + identity.optionalText("invokedBy").orElse("unknown");
            case "AWSAccount" -> "account " + identity.optionalText("accountId").orElse("unknown");
            default ->
                identity.optionalText("arn")
                        .or(() -> identity.optionalText("userName"))
                        .orElse("unknown");
        };
    }

    private static String role(EventFields identity) {
        Optional<String> arn = identity.optionalText("arn");
        String session =
                arn.map(text -> text.substring(text.lastIndexOf('/') + 1)).orElse("unknown");
        String role = identity.optionalObject("sessionContext")
                .flatMap(context -> context.optionalObject("sessionIssuer"))
                .flatMap(issuer -> issuer.optionalText("userName"))
                .or(() -> arn)
                .orElse("unknown");
        return "role " + role + ", session " + session;
    }

    private static String with(EventFields detail, Optional<EventFields> identity) {
        String agent = identity.flatMap(who -> who.optionalText("invokedBy"))
                .or(() -> detail.optionalText("userAgent"))
                .orElse("");
        if (detail.isTrue("sessionCredentialFromConsole")) {
            return "the AWS console";
        }
        return TOOLS.stream()
                .filter(tool -> agent.contains(tool.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(agent.isEmpty() ? "an unknown tool" : cut(agent));
    }

    /** What goes into mail is one line, and not a long one. */
    private static String cut(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
