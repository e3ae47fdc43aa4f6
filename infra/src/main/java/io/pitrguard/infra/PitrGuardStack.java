package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;
import software.constructs.IDependable;

/** All of pitr-guard in one account and region: for these, or for the organization. */
final class PitrGuardStack extends GuardStack {
    /** The page with a line for each alarm. */
    static final String RUNBOOK = "runbooks/unhealthy.md";

    /**
     * What to deploy.
     *
     * @param code the functions' package
     * @param securityHub the SDK for Security Hub, where it gets findings
     */
    record Props(DeploymentOptions options, DeliveredPolicy policy, Code code, Optional<Code> securityHub) {
        /** Returns whether tables may be changed. */
        boolean remediates() {
            return options.protection().act() && policy.policy().remediates();
        }
    }

    PitrGuardStack(Construct scope, Props props, StackProps stackProps) {
        super(scope, props.options().name(), stackProps);
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
                topics.chat(),
                ledger.table(),
                calls.queue(),
                DriftTrigger.ruleName(name),
                options.notifications().eventBus(),
                sweeps(options),
                evidence(options, key));
        Map<FunctionKind, GuardFunction> functions = functions(props, shared);
        GuardFunction drift = Objects.requireNonNull(functions.get(FunctionKind.DRIFT));
        new DriftTrigger(this, "Trigger", name, calls, drift.target());
        Optional<SweepMachine> machine = machine(options, shared, functions);
        SweepSchedule schedule = new SweepSchedule(
                this,
                "Schedule",
                new SweepSchedule.Props(name, options.protection().sweeps(), started(machine, functions)));
        evaluate(options, functions);
        options.fleet()
                .hub()
                .ifPresent(hub -> new OrganizationHub(
                        this,
                        "Organization",
                        new OrganizationHub.Props(
                                name,
                                hub,
                                calls,
                                functions,
                                props.remediates(),
                                options.ownership().permissionsBoundary())));
        new StackOutputs(this, "Outputs", new StackOutputs.Props(options, shared, functions));
        new Watching(options, topics, shared, functions, machine).addTo(this, deadLetters(functions, calls, schedule));
        own(options.ownership());
        warn(options.notifications());
    }

    private Optional<IBucket> sweeps(DeploymentOptions options) {
        return options.fleet().mode().hasStateMachine()
                ? Optional.of(new SweepsBucket(this, "Sweeps").bucket())
                : Optional.empty();
    }

    private Optional<IBucket> evidence(DeploymentOptions options, GuardKey key) {
        DeploymentOptions.Retention retention = options.retention();
        return retention
                .evidence()
                .map(evidence -> new EvidenceBucket(
                                this, "Evidence", evidence, retention.keyArn().map(_ -> key.key()))
                        .bucket());
    }

    private Map<FunctionKind, GuardFunction> functions(Props props, SharedResources shared) {
        DeploymentOptions options = props.options();
        GuardFunction.Deployment deployment = new GuardFunction.Deployment(
                options,
                props.code(),
                new GuardFunction.Layers(
                        new PolicyLayer(this, "Policy", props.policy()).layer(),
                        props.securityHub().map(sdk -> new SecurityHubLayer(this, "SecurityHub", sdk).layer())),
                props.policy().digest(),
                props.remediates(),
                Optional.empty());
        FunctionEnvironment environment =
                new FunctionEnvironment(deployment, shared, getRegion(), OrganizationBus.arn(this, options.name()));
        Map<FunctionKind, GuardFunction> functions = new EnumMap<>(FunctionKind.class);
        for (FunctionKind kind : FunctionKind.values()) {
            boolean wanted =
                    kind != FunctionKind.CONFIG_RULE || options.recording().rule();
            if (wanted && kind.deployedIn(options.fleet().mode())) {
                functions.put(
                        kind,
                        new GuardFunction(
                                this,
                                FunctionRole.camelCase(kind),
                                new GuardFunction.Props(kind, deployment, shared, environment.of(kind))));
            }
        }
        return functions;
    }

    private Optional<SweepMachine> machine(
            DeploymentOptions options, SharedResources shared, Map<FunctionKind, GuardFunction> functions) {
        return shared.sweeps().map(sweeps -> {
            SweepMachine.Steps steps = new SweepMachine.Steps(
                    target(functions, FunctionKind.PLAN),
                    target(functions, FunctionKind.PLACE),
                    target(functions, FunctionKind.SUMMARY));
            return new SweepMachine(
                    this,
                    "Machine",
                    new SweepMachine.Props(
                            options.name(),
                            steps,
                            options.fleet().workers(),
                            sweeps,
                            shared.key(),
                            GuardFunction.retention(options.retention().logDays())));
        });
    }

    private static SweepSchedule.Started started(
            Optional<SweepMachine> machine, Map<FunctionKind, GuardFunction> functions) {
        return machine.map(sweeping -> SweepSchedule.Started.of(sweeping.machine()))
                .orElseGet(() -> SweepSchedule.Started.of(target(functions, FunctionKind.SWEEP)));
    }

    private static GuardFunction.Target target(Map<FunctionKind, GuardFunction> functions, FunctionKind kind) {
        return Objects.requireNonNull(functions.get(kind)).target();
    }

    /** The rule of AWS Config: for this account, or for every account of the organization. */
    private void evaluate(DeploymentOptions options, Map<FunctionKind, GuardFunction> functions) {
        Optional<IDependable> recorder = record(options);
        GuardFunction rule = functions.get(FunctionKind.CONFIG_RULE);
        if (rule == null) {
            return;
        }
        Optional<FleetOptions.Hub> everywhere = options.fleet().hub().filter(FleetOptions.Hub::configRule);
        if (everywhere.isPresent()) {
            new OrganizationConfigRule(
                    this,
                    "OrganizationRule",
                    new OrganizationConfigRule.Props(
                            options.name(),
                            options.recording().ruleHours(),
                            everywhere.get().scope().excludedAccounts(),
                            rule.function(),
                            recorder));
        } else {
            new ConfigRules(
                    this,
                    "Rules",
                    new ConfigRules.Props(options.name(), options.recording(), rule.function(), recorder));
        }
    }

    private void warn(DeploymentOptions.Notifications notifications) {
        if (notifications.hasRecipient()) {
            return;
        }
        Annotations.of(this)
                .addWarningV2(
                        "pitr-guard:noRecipient",
                        "Nobody will get the alerts. Set alertEmail or topicArn in cdk.json, so that every deployment has it.");
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
}
