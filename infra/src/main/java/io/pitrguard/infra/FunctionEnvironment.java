package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.infra.DeploymentOptions.Protection;
import io.pitrguard.infra.FleetOptions.Hub;
import io.pitrguard.infra.FleetOptions.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of functions, as their environment. All get the same ones of the ledger, because they share it.
 *
 * @param region the deployment's region
 * @param bus the ARN of the bus to which members forward calls
 */
record FunctionEnvironment(GuardFunction.Deployment deployment, SharedResources shared, String region, String bus) {
    /** Returns the settings of a function. */
    Map<String, String> of(FunctionKind kind) {
        Map<String, String> environment = new LinkedHashMap<>(common(kind));
        DeploymentOptions options = deployment.options();
        if (kind == FunctionKind.DRIFT) {
            environment.put(Settings.DRIFT_QUEUE_URL, shared.calls().getQueueUrl());
            environment.put(
                    Settings.GRACE_SECONDS,
                    Integer.toString(options.protection().graceSeconds()));
        }
        if (options.fleet().mode() != Mode.ACCOUNT) {
            environment.put(HubSettings.MODE, options.fleet().mode().key());
        }
        shared.sweeps().ifPresent(sweeps -> environment.put(HubSettings.SWEEPS_BUCKET, sweeps.getBucketName()));
        if (!kind.recovers()) {
            // What recovers stays in the deployment's account.
            options.fleet().hub().ifPresent(hub -> environment.putAll(ofHub(hub)));
        }
        if (FunctionPermissions.keepsEvidence(kind)) {
            environment.putAll(ofEvidence());
        }
        if (kind == FunctionKind.PLAN) {
            options.fleet()
                    .hub()
                    .flatMap(Hub::configAggregator)
                    .ifPresent(name -> environment.put(HubSettings.CONFIG_AGGREGATOR, name));
        }
        if (kind == FunctionKind.CONFIG_RULE
                && options.fleet().hub().filter(Hub::configRule).isPresent()) {
            environment.put(HubSettings.ORGANIZATION_CONFIG_RULE, options.name());
        }
        return environment;
    }

    private Map<String, String> common(FunctionKind kind) {
        DeploymentOptions options = deployment.options();
        Protection protection = options.protection();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(Settings.POLICY_FILE, PolicyLayer.POLICY_FILE);
        environment.put(Settings.POLICY_SHA256, deployment.policyDigest());
        environment.put(Settings.ACT, protection.act() ? "policy" : "never");
        environment.put(Settings.GRANTED, deployment.remediates() ? "remediate" : "alert");
        environment.put(Settings.FOOTPRINT, options.footprint().key());
        environment.put(Settings.METRICS_NAMESPACE, GuardMetrics.NAMESPACE);
        environment.put(Settings.DOCS_URL, options.notifications().docsUrl());
        options.notifications().eventBus().ifPresent(bus -> environment.put(Settings.EVENT_BUS, bus));
        shared.chat().ifPresent(chat -> environment.put(Settings.CHAT_TOPIC_ARN, chat.getTopicArn()));
        if (options.notifications().securityHub()) {
            environment.put(Settings.SECURITY_HUB, "true");
        }
        environment.put(Settings.TOPIC_ARN, shared.alerts().getTopicArn());
        environment.put(Settings.HEALTH_TOPIC_ARN, shared.health().getTopicArn());
        environment.put(Settings.DRIFT_RULE, shared.eventRule());
        if (options.recording().rule()) {
            environment.put(Settings.CONFIG_RULE, options.name());
        }
        environment.put(Settings.LEDGER_TABLE, shared.ledger().getTableName());
        number(environment, Settings.LEDGER_DAYS, options.retention().ledgerDays());
        number(environment, Settings.REMINDER_HOURS, options.notifications().reminderHours());
        number(environment, Settings.FLAPPING_LIMIT, protection.flapping().limit());
        number(environment, Settings.FLAPPING_HOURS, protection.flapping().hours());
        number(environment, Settings.READS_PER_SECOND, protection.sweeps().readsPerSecond());
        number(environment, Settings.TIME_RESERVE, FunctionSpec.of(kind).reserveSeconds());
        number(environment, Settings.SWEEP_MINUTES, protection.sweeps().minutes());
        protection.sweeps().liveHours().ifPresent(hours -> number(environment, Settings.LIVE_HOURS, hours));
        return environment;
    }

    private Map<String, String> ofEvidence() {
        Map<String, String> environment = new LinkedHashMap<>();
        shared.evidence().ifPresent(bucket -> environment.put(Settings.EVIDENCE_BUCKET, bucket.getBucketName()));
        deployment
                .options()
                .retention()
                .evidence()
                .ifPresent(evidence -> number(environment, Settings.EVIDENCE_DAYS, evidence.days()));
        return environment;
    }

    private Map<String, String> ofHub(Hub hub) {
        Scope scope = hub.scope();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(HubSettings.MEMBER_ROLE, hub.access().memberRole());
        environment.put(HubSettings.EXTERNAL_ID, hub.access().externalId());
        environment.put(HubSettings.BUS_ARN, bus);
        list(environment, HubSettings.ACCOUNTS, scope.accounts());
        list(environment, HubSettings.UNITS, scope.units());
        list(environment, HubSettings.EXCLUDED_ACCOUNTS, scope.excludedAccounts());
        list(environment, HubSettings.EXCLUDED_UNITS, scope.excludedUnits());
        list(environment, HubSettings.REGIONS, scope.regions().isEmpty() ? List.of(region) : scope.regions());
        return environment;
    }

    private static void number(Map<String, String> environment, String setting, int value) {
        environment.put(setting, Integer.toString(value));
    }

    private static void list(Map<String, String> environment, String setting, List<String> values) {
        if (!values.isEmpty()) {
            environment.put(setting, String.join(",", values));
        }
    }
}
