package io.pitrguard.aws;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kind of policy that blocks the call, as AWS names it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
enum DenyingPolicy implements DenialReason {
    SERVICE_CONTROL(
            anyDenial("service control policy"),
            "Have the organization's service control policy let it through; allowing the caller does not help."),
    RESOURCE_CONTROL(
            anyDenial("resource control policy"),
            "Have the organization's resource control policy let it through; allowing the caller does not help."),
    PERMISSIONS_BOUNDARY(
            anyDenial("permissions boundary"),
            "Have the caller's permissions boundary let it through; allowing the caller elsewhere does not help."),
    SESSION(
            anyDenial("session policy"),
            "Have the session policy that the role is assumed with let it through; allowing the role does not help."),
    VPC_ENDPOINT(
            anyDenial("VPC endpoint policy"),
            "Have the policy of the VPC endpoint let it through; allowing the caller does not help."),
    RESOURCE_BASED(
            anyDenial("resource-based policy"),
            "Have the resource's own policy (the resource-based policy) let it through; allowing the caller does not"
                    + " help."),
    IDENTITY_BASED(
            Pattern.compile("explicit deny in an identity-based policy"),
            "Remove the deny from the caller's own policies; allowing the caller as well does not help."),
    KMS_KEY(
            Pattern.compile("^KMS|KMS key", Pattern.MULTILINE),
            "Enable the KMS key again, or restore DynamoDB's grant on it.");

    private final Pattern signs;
    private final String remedy;

    DenyingPolicy(Pattern signs, String remedy) {
        this.signs = signs;
        this.remedy = remedy;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** Returns the kind that an error tells of; empty if it names none. */
    static Optional<DenyingPolicy> in(String code, String said) {
        return Stream.of(values())
                .filter(policy -> policy.signs.matcher(code + "\n" + said).find())
                .findFirst();
    }

    /** An explicit deny, or no allow where one is needed. */
    private static Pattern anyDenial(String kind) {
        return Pattern.compile("(?:explicit deny in an?|because no) " + kind);
    }
}
