package io.pitrguard.infra;

import io.pitrguard.domain.policy.RestorePolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a released template asks for when it is deployed, where the CDK app has an option. A template is synthesized with
 * the placeholder, which {@link ReleaseTemplate} replaces by the parameter.
 */
enum ReleaseParameter {
    CODE_BUCKET(
            "CodeBucket", "", "S3 bucket of the deployment's region that holds the two zip files.", "[a-z0-9.-]{3,63}"),
    CODE_KEY("CodeKey", "", "Key of the functions' package.", ".+"),
    POLICY_KEY("PolicyKey", "", "Key of the zipped policy: a new key for each change.", ".+"),
    POLICY_SHA256("PolicySha256", "", "SHA-256 of pitr-guard/policy.yaml in that zip file.", "[0-9a-f]{64}"),
    ALERT_EMAIL(
            "AlertEmail",
            "alerts@placeholder.invalid",
            "Address that gets alerts; none if empty.",
            "([^@\\s=,]+@[^@\\s=,]+)?"),
    RESERVED_CONCURRENCY(
            "ReservedConcurrency", "", "no: reserve no executions, for an account with a small quota.", "yes|no"),
    SNAP_START("SnapStart", "", "no: for a region in which Lambda has no SnapStart.", "yes|no"),
    ORGANIZATION_ID("OrganizationId", "o-placeholder00", "The organization's id.", "o-[a-z0-9]{10,32}"),
    EXTERNAL_ID(
            "ExternalId",
            "placeholder-external-id",
            "External id that the member role asks for. To make one: uuidgen",
            "[\\w+=,.@:/-]{2,64}"),
    MEMBER_OUS(
            "MemberOus",
            "ou-placeholder-placeholder",
            "Ids of the units, or of the root, whose accounts get role and rule.",
            "(ou|r)-[a-z0-9-]+"),
    REGIONS(
            "Regions",
            "place-holder-1",
            "Regions to sweep in each account, with commas, or all that are enabled there.",
            "all|[a-z0-9,-]{9,80}"),
    MEMBER_REGIONS(
            "MemberRegions",
            "place-holder-2",
            "Regions whose calls are forwarded, with commas, beside the deployment's.",
            "[a-z0-9,-]*"),
    TARGET_PREFIX(
            "TargetPrefix",
            "placeholder-prefix-",
            "What names of restored tables begin with: recovery.targetPrefix of the policy.",
            RestorePolicy.PREFIX),
    RECOVERY_TARGET(
            "RecoveryTarget",
            "placeholder-target",
            "Name of a further table that restores may make, or its beginning and *; none if empty.",
            // A pattern without a name would fit every table.
            "([*._-]*[A-Za-z0-9][A-Za-z0-9_.*-]*)?");

    private final String key;
    private final String placeholder;
    private final String meaning;
    private final String form;

    ReleaseParameter(String key, String placeholder, String meaning, String form) {
        this.key = key;
        this.placeholder = placeholder;
        this.meaning = meaning;
        this.form = form;
    }

    /** Returns its name in the template. */
    String key() {
        return key;
    }

    /** Returns the text that stands for it while the template is synthesized; empty if a property does. */
    String placeholder() {
        return placeholder;
    }

    /** Returns whether the templates of a stack have it. */
    boolean isOf(ReleasedStack stack) {
        return switch (this) {
            case CODE_BUCKET, CODE_KEY, POLICY_KEY, POLICY_SHA256 -> true;
            case ALERT_EMAIL, SNAP_START -> !stack.restores();
            // Only the function that sweeps one account reserves executions.
            case RESERVED_CONCURRENCY -> stack == ReleasedStack.ACCOUNT;
            case ORGANIZATION_ID, EXTERNAL_ID, MEMBER_OUS, REGIONS, MEMBER_REGIONS -> stack.sweepsOrganization();
            case TARGET_PREFIX, RECOVERY_TARGET -> stack.restores();
        };
    }

    /** Returns its declaration, without a default. */
    Map<String, Object> declaration() {
        Map<String, Object> declaration = new LinkedHashMap<>();
        declaration.put("Type", this == MEMBER_OUS ? "CommaDelimitedList" : "String");
        declaration.put("Description", meaning);
        declaration.put("AllowedPattern", "^(%s)$".formatted(form));
        return declaration;
    }
}
