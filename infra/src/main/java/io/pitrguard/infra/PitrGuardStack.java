package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Settings;
import io.pitrguard.infra.DeploymentOptions.Protection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;
import software.constructs.IDependable;

/** All of pitr-guard in one account and region. */
final class PitrGuardStack extends Stack {
    // Without these, a published version ignores its layers, and another policy would never reach the alias.
    private static final List<String> VERSIONED =
            List.of("@aws-cdk/aws-lambda:recognizeLayerVersion", "@aws-cdk/aws-lambda:recognizeVersionProps");

    /** The page with a line for each alarm. */
    static final String RUNBOOK = "runbooks/unhealthy.md";

    // Some regions refuse tags on these: cfn-lint's schemas have none for dashboards, and none for event source
    // mappings in China.
    private static final TagProps UNTAGGED = TagProps.builder()
            .excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard", "AWS::Lambda::EventSourceMapping"))
            .build();

    /** What to deploy; the code is the functions' package. */
    record Props(DeploymentOptions options, DeliveredPolicy policy, Code code) {
        /** Returns whether tables may be changed. */
        boolean remediates() {
            return options.protection().act() && policy.policy().remediates();
        }
    }

    PitrGuardStack(Construct scope, Props props, StackProps stackProps) {
        super(scope, props.options().name(), stackProps);
        VERSIONED.forEach(flag -> getNode().setContext(flag, true));
        DeploymentOptions options = props.options();
        String name = options.name();
        GuardKey key = new GuardKey(this, "Key", name, options.retention().keyArn());
        AlertTopics topics =
                new AlertTopics(this, "Topics", new AlertTopics.Props(name, key.key(), options.notifications()));
        LedgerTable ledger =
                new LedgerTable(this, "Ledger", name, options.retention().ledger());
        DriftQueue calls = new DriftQueue(this, "Calls", name);
        SharedResources shared = new SharedResources(
                key.key(),
                topics.alerts(),
                topics.health(),
                ledger.table(),
                calls.queue(),
                DriftTrigger.ruleName(name));
        GuardFunction.Deployment deployment = new GuardFunction.Deployment(
                options,
                props.code(),
                new PolicyLayer(this, "Policy", props.policy()).layer(),
                props.policy().digest(),
                props.remediates());

        Map<FunctionKind, GuardFunction> functions = new EnumMap<>(FunctionKind.class);
        functions.put(FunctionKind.SWEEP, function("Sweep", FunctionKind.SWEEP, deployment, shared));
        functions.put(FunctionKind.DRIFT, function("Drift", FunctionKind.DRIFT, deployment, shared));
        SweepSchedule schedule = new SweepSchedule(
                this,
                "Schedule",
                new SweepSchedule.Props(
                        name,
                        options.protection().sweeps(),
                        functions.get(FunctionKind.SWEEP).target()));
        new DriftTrigger(
                this, "Trigger", name, calls, functions.get(FunctionKind.DRIFT).target());
        Optional<IDependable> recorder = record(options);
        if (options.recording().rule()) {
            GuardFunction rule = function("ConfigRule", FunctionKind.CONFIG_RULE, deployment, shared);
            functions.put(FunctionKind.CONFIG_RULE, rule);
            new ConfigRules(this, "Rules", new ConfigRules.Props(name, options.recording(), rule.function(), recorder));
        }
        new StackOutputs(this, "Outputs", new StackOutputs.Props(options, shared, functions));
        alarm(
                options,
                topics,
                alarmsOfItself(options, topics, shared, functions, deadLetters(functions, calls, schedule)));
        own(options.ownership());
        warn(options.notifications());
    }

    private void warn(DeploymentOptions.Notifications notifications) {
        if (notifications.hasRecipient()) {
            return;
        }
        String remedy = "Set alertEmail or topicArn in cdk.json, so that every deployment has it.";
        Annotations.of(this)
                .addWarningV2(
                        "pitr-guard:noRecipient",
                        notifications.chatTopicArn().isPresent()
                                ? "Nobody will get the alerts, which tell what happened to which table and who did it: the topic of chatTopicArn only gets alarms. "
                                        + remedy
                                : "Nobody will get the alerts. " + remedy);
    }

    private Optional<IDependable> record(DeploymentOptions options) {
        DeploymentOptions.Recording recording = options.recording();
        if (!recording.recorder() && !recording.trail()) {
            return Optional.empty();
        }
        RecordsBucket records =
                new RecordsBucket(this, "Records", options.retention().ledgerDays());
        if (recording.trail()) {
            new CallTrail(this, "Trail", options.name(), records);
        }
        return recording.recorder()
                ? Optional.of(new TableRecorder(this, "Recorder", options.name(), records))
                : Optional.empty();
    }

    private static Map<String, IQueue> deadLetters(
            Map<FunctionKind, GuardFunction> functions, DriftQueue calls, SweepSchedule schedule) {
        Map<String, IQueue> queues = new LinkedHashMap<>();
        queues.put("drift-dlq", calls.dead());
        queues.put("schedule-dlq", schedule.dead());
        functions.forEach((kind, function) -> function.dead().ifPresent(dead -> queues.put(kind.key() + "-dlq", dead)));
        return queues;
    }

    private List<AlarmSpec> alarmsOfItself(
            DeploymentOptions options,
            AlertTopics topics,
            SharedResources shared,
            Map<FunctionKind, GuardFunction> functions,
            Map<String, IQueue> deadLetters) {
        List<AlarmSpec> alarms = new ArrayList<>(AlarmSpecs.ofSweeps(metrics(options), shared.ledger()));
        functions.forEach((kind, function) -> alarms.addAll(AlarmSpecs.of(kind, function.function())));
        alarms.add(AlarmSpecs.ofCalls(shared.calls()));
        alarms.addAll(AlarmSpecs.ofDeadLetters(deadLetters));
        alarms.add(AlarmSpecs.ofTopic("alerts-undelivered", topics.alerts()));
        alarms.add(AlarmSpecs.ofTopic("health-undelivered", topics.health()));
        return alarms;
    }

    private void alarm(DeploymentOptions options, AlertTopics topics, List<AlarmSpec> itself) {
        String name = options.name();
        FootprintAlarms alarms = new FootprintAlarms(options.footprint(), metrics(options));
        new GuardAlarms(
                this,
                "Alarms",
                new GuardAlarms.Props(
                        name,
                        options.notifications().page(RUNBOOK),
                        topics,
                        alarms.ofTables(AlarmSpecs.ofTables(metrics(options))),
                        alarms.ofItself(itself),
                        alarms.haveAllClear()));
        if (alarms.haveDashboard()) {
            new GuardDashboard(
                    this, "Dashboard", new GuardDashboard.Props(name, options.recording(), metrics(options), itself));
        }
    }

    private GuardMetrics metrics(DeploymentOptions options) {
        return new GuardMetrics(this, options.protection().sweeps().minutes());
    }

    private GuardFunction function(
            String id, FunctionKind kind, GuardFunction.Deployment deployment, SharedResources shared) {
        return new GuardFunction(
                this, id, new GuardFunction.Props(kind, deployment, shared, environment(kind, deployment, shared)));
    }

    /** All functions get the same settings of the ledger, because they share it. */
    private static Map<String, String> environment(
            FunctionKind kind, GuardFunction.Deployment deployment, SharedResources shared) {
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
        environment.put(Settings.TOPIC_ARN, shared.alerts().getTopicArn());
        environment.put(Settings.HEALTH_TOPIC_ARN, shared.health().getTopicArn());
        environment.put(Settings.DRIFT_RULE, shared.eventRule());
        if (options.recording().rule()) {
            environment.put(Settings.CONFIG_RULE, options.name());
        }
        environment.put(Settings.LEDGER_TABLE, shared.ledger().getTableName());
        environment.put(
                Settings.LEDGER_DAYS, Integer.toString(options.retention().ledgerDays()));
        environment.put(
                Settings.REMINDER_HOURS,
                Integer.toString(options.notifications().reminderHours()));
        environment.put(
                Settings.FLAPPING_LIMIT, Integer.toString(protection.flapping().limit()));
        environment.put(
                Settings.FLAPPING_HOURS, Integer.toString(protection.flapping().hours()));
        environment.put(
                Settings.READS_PER_SECOND, Integer.toString(protection.sweeps().readsPerSecond()));
        environment.put(
                Settings.TIME_RESERVE, Integer.toString(FunctionSpec.of(kind).reserveSeconds()));
        environment.put(
                Settings.SWEEP_MINUTES, Integer.toString(protection.sweeps().minutes()));
        if (kind.trigger() == FunctionKind.Trigger.SCHEDULE || kind.trigger() == FunctionKind.Trigger.STATE_MACHINE) {
            protection
                    .sweeps()
                    .liveHours()
                    .ifPresent(hours -> environment.put(Settings.LIVE_HOURS, Integer.toString(hours)));
        }
        if (kind == FunctionKind.DRIFT) {
            environment.put(Settings.DRIFT_QUEUE_URL, shared.calls().getQueueUrl());
            environment.put(Settings.GRACE_SECONDS, Integer.toString(protection.graceSeconds()));
        }
        return environment;
    }

    private void own(DeploymentOptions.Ownership ownership) {
        ownership.tags().forEach((key, value) -> Tags.of(this).add(key, value, UNTAGGED));
        ownership
                .permissionsBoundary()
                .ifPresent(policy -> PermissionsBoundary.of(this)
                        .apply(
                                policy.startsWith("arn:")
                                        ? ManagedPolicy.fromManagedPolicyArn(this, "Boundary", policy)
                                        : ManagedPolicy.fromManagedPolicyName(this, "Boundary", policy)));
    }
}
