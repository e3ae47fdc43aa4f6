package io.pitrguard.infra;

import java.util.HashMap;
import java.util.Map;

/** Deployments that differ as much as options and policies let them; each is a snapshot, and is linted for all regions. */
enum Variant {
    STANDARD(Deployed.ALERTING, Map.of("alertEmail", "ops@example.com")),
    REMEDIATING(Deployed.REMEDIATING, Map.of("alertEmail", "ops@example.com,lead@example.com=high")),
    EVERYTHING(
            Deployed.REMEDIATING,
            Map.of(
                    "createRecorder", "true",
                    "createTrail", "true",
                    "managedRule", "true",
                    "conformancePack", "true",
                    "removalPolicy", "destroy",
                    "healthEmail", "owner@example.com",
                    "tags", "team=data",
                    "permissionsBoundary", "bound")),
    LEAN(Deployed.REMEDIATING, Map.of("alertEmail", "ops@example.com", "footprint", "lean")),
    MINIMAL(Deployed.ALERTING, Map.of("alertEmail", "ops@example.com", "footprint", "minimal")),
    YOURS(
            Deployed.ALERTING,
            Map.of(
                    "configRule", "false",
                    "reservedConcurrency", "false",
                    "topicArn", "arn:aws:sns:REGION:123456789012:ops",
                    "keyArn", "arn:aws:kms:REGION:123456789012:key/1234abcd",
                    "chatTopicArn", "arn:aws:sns:REGION:123456789012:chat"));

    private final String policy;
    private final Map<String, String> context;

    Variant(String policy, Map<String, String> context) {
        this.policy = policy;
        this.context = Map.copyOf(context);
    }

    String policy() {
        return policy;
    }

    /** Returns its options in a region. */
    Map<String, String> context(String region) {
        Map<String, String> here = new HashMap<>(context);
        here.replaceAll((_, value) -> value.replace("REGION", region));
        return here;
    }
}
