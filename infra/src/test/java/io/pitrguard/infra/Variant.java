package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
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
                    "securityHub", "true",
                    "eventBus", "arn:aws:events:REGION:123456789012:event-bus/security",
                    "permissionsBoundary", "bound")),
    LEAN(Deployed.REMEDIATING, Map.of("alertEmail", "ops@example.com", "footprint", "lean")),
    MINIMAL(Deployed.ALERTING, Map.of("alertEmail", "ops@example.com", "footprint", "minimal")),
    YOURS(
            Deployed.ALERTING,
            Map.of(
                    "configRule", "false",
                    "eventBus", "none",
                    "reservedConcurrency", "false",
                    "topicArn", "arn:aws:sns:REGION:123456789012:ops",
                    "keyArn", "arn:aws:kms:REGION:123456789012:key/1234abcd",
                    "chatTopicArn", "arn:aws:sns:REGION:123456789012:chat")),
    LARGE_ACCOUNT(Deployed.ALERTING, Map.of("alertEmail", "ops@example.com", "mode", "large-account")),
    ORGANIZATION(
            Deployed.REMEDIATING,
            organization(Map.of("regions", "all", "memberRegions", "eu-central-1", "securityHub", "true"))),
    EVERYWHERE(
            Deployed.ALERTING,
            organization(Map.of(
                    "footprint", "lean",
                    "organizationConfigRule", "true",
                    "operatorRoles", "operators/Ops",
                    "memberStackSet", "management",
                    "configAggregator", "organization",
                    "accounts", "111122223333",
                    "excludeAccounts", "444455556666",
                    "excludeOus", "Workloads/Test*",
                    "tags", "team=data"))),
    /** The stack for restores, beside any of the others. */
    RECOVERY(
            Deployed.ALERTING,
            Map.of(
                    "recovery",
                    "true",
                    "recoveryTargets",
                    "orders",
                    "chatTopicArn",
                    "arn:aws:sns:REGION:123456789012:chat")),
    /** The same stack with drills. */
    DRILLS(
            Deployed.DRILLING,
            Map.of("recovery", "true", "drills", "true", "evidenceBucket", "pitr-guard-evidencebucket-1a2b3c")),
    /** The same stack with scheduled backups. */
    BACKUPS(Deployed.BACKED_UP, Map.of("recovery", "true", "backups", "true"));

    private final String policy;
    private final Map<String, String> context;

    Variant(String policy, Map<String, String> context) {
        this.policy = policy;
        this.context = Map.copyOf(context);
    }

    /** Returns options of a deployment that sweeps the organization. */
    static Map<String, String> organization(Map<String, String> more) {
        Map<String, String> context = new HashMap<>(Map.of(
                "mode", "organization",
                "alertEmail", "ops@example.com",
                "organizationId", "o-a1b2c3d4e5",
                "externalId", "2b0c8f4e-8a43-4f2c-9a4a-0d3b6f1c7e55",
                "memberOus", "r-ab12"));
        context.putAll(more);
        return context;
    }

    /** Returns whether its stack sweeps; the one for restores, drills and backups does not. */
    boolean watches() {
        return !context.containsKey("recovery");
    }

    /** Returns the function that sweeps. */
    FunctionKind sweeps() {
        return context.containsKey("mode") ? FunctionKind.PLACE : FunctionKind.SWEEP;
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
