package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What restores tables, drills that, and takes backups, beside the stack that watches them: functions and their state machines, with roles
 * that nothing else has. It knows the other stack's ledger and topics by their names, so that a template of one says nothing of the other.
 */
final class RecoveryStack extends GuardStack {
    /** The package, beside that of the other functions. */
    static final String CODE = "pitr-guard-recovery.zip";

    private final DeploymentOptions options;
    private final SharedResources shared;
    private final GuardFunction.Deployment deployment;

    /**
     * What to deploy.
     *
     * @param code the package of the functions of this stack
     */
    record Props(DeploymentOptions options, DeliveredPolicy policy, Code code) {}

    RecoveryStack(Construct scope, Props props, StackProps stackProps) {
        super(scope, nameIn(props.options().name()), stackProps);
        this.options = props.options();
        this.shared = shared();
        this.deployment = deployment(props);
        List<AlarmSpec> alarms = new ArrayList<>(restores());
        if (options.recovery().backups()) {
            alarms.addAll(backups(props.policy()));
        }
        options.recovery().drills().ifPresent(drills -> alarms.addAll(drills(drills, props.policy())));
        new GuardAlarms(
                this,
                "Alarms",
                new GuardAlarms.Props(
                        options.name(),
                        options.notifications().page(PitrGuardStack.RUNBOOK),
                        shared,
                        List.of(),
                        alarms,
                        false));
        outputs();
        own(options.ownership());
    }

    /** Returns the stack's name. */
    static String nameIn(String deployment) {
        return deployment + "-recovery";
    }

    private SharedResources shared() {
        String name = options.name();
        DeploymentOptions.Notifications notifications = options.notifications();
        return new SharedResources(
                new GuardKey(this, "Key", nameIn(name), options.retention().keyArn(), GuardKey.Use.LOGS).key(),
                topic("AlertTopic", notifications.topicArn().orElseGet(() -> arn("sns", AlertTopics.alertsIn(name)))),
                topic("HealthTopic", arn("sns", AlertTopics.healthIn(name))),
                notifications.chatTopicArn().map(arn -> topic("ChatTopic", arn)),
                Table.fromTableName(this, "Ledger", LedgerTable.nameIn(name)),
                Queue.fromQueueArn(this, "Calls", arn("sqs", DriftQueue.nameIn(name))),
                DriftTrigger.ruleName(name),
                notifications.eventBus(),
                Optional.empty(),
                options.recovery()
                        .drills()
                        .flatMap(RecoveryOptions.Drills::evidenceBucket)
                        .map(bucket -> Bucket.fromBucketName(this, "Evidence", bucket)));
    }

    private ITopic topic(String id, String arn) {
        return Topic.fromTopicArn(this, id, arn);
    }

    private String arn(String service, String name) {
        return formatArn(ArnComponents.builder()
                .service(service)
                .resource(name)
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
    }

    private GuardFunction.Deployment deployment(Props props) {
        return new GuardFunction.Deployment(
                options,
                props.code(),
                new GuardFunction.Layers(new PolicyLayer(this, "Policy", props.policy()).layer(), Optional.empty()),
                props.policy().digest(),
                false,
                Optional.of(new RestoreAccess(
                        restored(props),
                        DrillAccess.of(props.policy().policy()),
                        RuleTables.of(props.policy().policy(), RecoveryStack::asksForBackups),
                        options.retention().keyArn(),
                        GuardKey.aliasIn(options.name()))));
    }

    private GuardFunction function(FunctionKind kind) {
        FunctionEnvironment environment =
                new FunctionEnvironment(deployment, shared, getRegion(), OrganizationBus.arn(this, options.name()));
        return new GuardFunction(
                this,
                FunctionRole.camelCase(kind),
                new GuardFunction.Props(kind, deployment, shared, environment.of(kind)));
    }

    /** Those that the policy lets restores be called, and those that the deployment names. */
    private List<String> restored(Props props) {
        return Stream.concat(
                        Stream.of(props.policy().policy().recovery().targetPrefix() + "*"),
                        options.recovery().targets().stream())
                .distinct()
                .toList();
    }

    /** Adds what restores tables; returns its alarms. */
    private List<AlarmSpec> restores() {
        GuardFunction function = function(FunctionKind.RESTORE);
        IQueue dead = function.dead().orElseThrow();
        RestoreMachine machine = new RestoreMachine(
                this,
                "Machine",
                new RestoreMachine.Props(
                        options.name(),
                        function.target(),
                        shared.key(),
                        GuardFunction.retention(options.retention().logDays()),
                        dead));
        output(
                "RestoreMachine",
                "Restores tables; its executions are in the console of Step Functions.",
                machine.machine().getStateMachineName());
        log(FunctionKind.RESTORE);
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.add(AlarmSpecs.ofRestores(machine.machine(), texts()));
        alarms.add(AlarmSpecs.ofRestoreErrors(function.function()));
        alarms.addAll(AlarmSpecs.ofDeadLetters(Map.of(FunctionKind.RESTORE.key() + "-dlq", dead), texts()));
        return alarms;
    }

    private static boolean asksForBackups(Rule rule) {
        return rule.schedules().backup().isPresent();
    }

    /** Adds what takes and deletes backups; returns its alarms. */
    private List<AlarmSpec> backups(DeliveredPolicy policy) {
        if (policy.policy().rules().stream().noneMatch(RecoveryStack::asksForBackups)) {
            throw new OptionsException(List.of("backups is 'true', but no rule of the policy " + policy.file()
                    + " asks for backups. Add backup to a rule (docs/backups.md), or remove it."));
        }
        ScheduledBackups backups = new ScheduledBackups(this, "Backups", options.name(), function(FunctionKind.BACKUP));
        log(FunctionKind.BACKUP);
        return backups.alarms(texts());
    }

    /** Adds what drills; returns its alarms. */
    private List<AlarmSpec> drills(RecoveryOptions.Drills how, DeliveredPolicy policy) {
        if (DrillAccess.of(policy.policy()).sources().isEmpty()) {
            throw new OptionsException(List.of("drills is 'true', but no rule of the policy " + policy.file()
                    + " asks for drills. Add drill to a rule (docs/drills.md), or remove it."));
        }
        Drills drills = new Drills(
                this,
                "Drills",
                new Drills.Props(
                        options,
                        how,
                        function(FunctionKind.DRILL).target(),
                        policy.policy().drills().maxConcurrent(),
                        shared.key(),
                        commands().drills()));
        output(
                "DrillMachine",
                "Drills; its executions are in the console of Step Functions.",
                drills.machine().getStateMachineName());
        log(FunctionKind.DRILL);
        return drills.alarms(texts());
    }

    private AlarmTexts texts() {
        return new AlarmTexts(commands());
    }

    private Commands commands() {
        return new Commands(options, getRegion());
    }

    private void outputs() {
        output(
                "NextCommand",
                "Plans a restore, and changes nothing.",
                commands().planRestore());
        output(
                "RunbookUrl",
                "Has a line for each alarm.",
                options.notifications().page(PitrGuardStack.RUNBOOK));
    }

    /** Names a function, as the base stack does. */
    private void log(FunctionKind kind) {
        output(
                kind.handler().substring(kind.handler().lastIndexOf('.') + 1) + "Name",
                "Its log is /aws/lambda/ and this name.",
                kind.nameIn(options.name()));
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build()
                .overrideLogicalId(name);
    }
}
