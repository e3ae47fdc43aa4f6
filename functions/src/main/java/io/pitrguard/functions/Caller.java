package io.pitrguard.functions;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who made a call and with what tool, read from what CloudTrail says. Everything that it leaves out is unknown. */
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

    /**
     * Returns the actor of a CloudTrail record.
     *
     * @param here the account of the table: a caller of another account is named with it
     */
    static Actor of(LenientFields detail, AccountRegion here) {
        Optional<LenientFields> identity = detail.object("userIdentity");
        return new Actor(
                cut(identity.map(each -> Principal.words(each, here)).orElse(Actor.UNKNOWN), 3 * LONGEST),
                cut(detail.text("sourceIPAddress").orElse("an unknown address")),
                with(detail, identity),
                cut(detail.text("requestID").orElse(Actor.UNKNOWN)));
    }

    private static String with(LenientFields detail, Optional<LenientFields> identity) {
        String agent = identity.flatMap(who -> who.text("invokedBy"))
                .or(() -> detail.text("userAgent"))
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

    /** Returns a text as what goes into mail: one line, and not a long one. */
    static String cut(String text) {
        return cut(text, LONGEST);
    }

    private static String cut(String text, int longest) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]+", " ").strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }
}
