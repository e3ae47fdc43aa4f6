package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.infra.DeploymentOptions.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** A function with its role and log and, where Lambda queues its events, its dead-letter queue. */
final class GuardFunction extends Construct {
    private static final int RETRIES = 2;
    private static final int OLDEST_EVENT_SECONDS = 3600;

    private final Function function;
    private final FunctionRole role;
    private final Target target;
    private final Optional<IQueue> dead;

    /**
     * The function to create.
     *
     * @param environment its settings
     */
    record Props(FunctionKind kind, Deployment deployment, SharedResources shared, Map<String, String> environment) {
        Props {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * What all functions have in common.
     *
     * @param code the deployable package
     * @param layers what functions have beside it
     * @param policyDigest the policy's SHA-256
     * @param remediates whether tables may be changed
     * @param restores on what restores may act; empty where nothing restores
     */
    record Deployment(
            DeploymentOptions options,
            Code code,
            Layers layers,
            String policyDigest,
            boolean remediates,
            Optional<RestoreAccess> restores) {
        /** Returns what a function may do. */
        List<Permission> permissions(FunctionKind kind) {
            Grants grants = new Grants(
                    remediates,
                    options.recording().rule(),
                    options.fleet().mode(),
                    options.fleet().hub().map(FleetOptions.Hub::configRule).orElse(false),
                    options.fleet()
                            .hub()
                            .flatMap(FleetOptions.Hub::configAggregator)
                            .isPresent(),
                    new Grants.Outputs(
                            options.notifications().eventBus().isPresent(),
                            options.notifications().chatTopicArn().isPresent(),
                            options.notifications().securityHub(),
                            options.retention().evidence().isPresent(),
                            restores.filter(access -> !access.drills().exports().isEmpty())
                                    .isPresent()));
            return new FunctionPermissions(kind, grants).all();
        }
    }

    /**
     * What functions have beside the package.
     *
     * @param policy the policy, which all have
     * @param securityHub the SDK for Security Hub, for those that send findings
     */
    record Layers(ILayerVersion policy, Optional<ILayerVersion> securityHub) {
        List<ILayerVersion> of(List<Permission> permissions) {
            return Stream.concat(
                            Stream.of(policy),
                            securityHub.stream().filter(_ -> permissions.contains(Permission.IMPORT_FINDINGS)))
                    .toList();
        }
    }

    /**
     * What a trigger invokes.
     *
     * @param arn with the name of the alias, where there is one
     * @param alias the alias, which has to exist before the trigger
     */
    record Target(String arn, Optional<Alias> alias) {
        /** Adds the alias to the dependencies of a trigger. */
        void before(Construct trigger) {
            alias.ifPresent(live -> trigger.getNode().addDependency(live));
        }
    }

    GuardFunction(Construct scope, String id, Props props) {
        super(scope, id);
        FunctionKind kind = props.kind();
        String name = kind.nameIn(props.deployment().options().name());
        dead = kind.asynchronous() ? Optional.of(DeadLetters.queue(this, "Dead", name + "-dlq")) : Optional.empty();
        LogGroup log = log(name, props);
        role = new FunctionRole(
                this,
                "Role",
                new FunctionRole.Props(
                        kind,
                        props.deployment().permissions(kind),
                        props.shared(),
                        props.deployment().options().fleet().hub().map(FleetOptions.Hub::access),
                        log,
                        dead,
                        props.deployment().restores()));
        function = function(name, props, log);
        target = kind.alias()
                .map(alias -> new Target(function.getFunctionArn() + ":" + alias, Optional.of(alias(alias))))
                .orElseGet(() -> new Target(function.getFunctionArn(), Optional.empty()));
        dead.ifPresent(queue -> keepFailures(queue, kind));
    }

    /** Returns what a trigger invokes: the alias where there is one, else the function itself. */
    Target target() {
        return target;
    }

    /** Returns the function itself, for its metrics and its name. */
    Function function() {
        return function;
    }

    /** Returns the role with which the function calls AWS. */
    String roleArn() {
        return role.role().getRoleArn();
    }

    /** Returns the queue of events that failed for good. */
    Optional<IQueue> dead() {
        return dead;
    }

    private LogGroup log(String name, Props props) {
        return LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/lambda/" + name)
                .encryptionKey(props.shared().key())
                .retention(retention(props.deployment().options().retention().logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    static RetentionDays retention(int days) {
        return switch (days) {
            case 1 -> RetentionDays.ONE_DAY;
            case 3 -> RetentionDays.THREE_DAYS;
            case 5 -> RetentionDays.FIVE_DAYS;
            case 7 -> RetentionDays.ONE_WEEK;
            case 14 -> RetentionDays.TWO_WEEKS;
            case 30 -> RetentionDays.ONE_MONTH;
            case 60 -> RetentionDays.TWO_MONTHS;
            case 90 -> RetentionDays.THREE_MONTHS;
            case 120 -> RetentionDays.FOUR_MONTHS;
            case 150 -> RetentionDays.FIVE_MONTHS;
            case 180 -> RetentionDays.SIX_MONTHS;
            case 365 -> RetentionDays.ONE_YEAR;
            case 400 -> RetentionDays.THIRTEEN_MONTHS;
            case 545 -> RetentionDays.EIGHTEEN_MONTHS;
            case 731 -> RetentionDays.TWO_YEARS;
            case 1096 -> RetentionDays.THREE_YEARS;
            case 1827 -> RetentionDays.FIVE_YEARS;
            case 2192 -> RetentionDays.SIX_YEARS;
            case 2557 -> RetentionDays.SEVEN_YEARS;
            case 2922 -> RetentionDays.EIGHT_YEARS;
            case 3288 -> RetentionDays.NINE_YEARS;
            case 3653 -> RetentionDays.TEN_YEARS;
            default -> throw new IllegalArgumentException("CloudWatch Logs has no retention of " + days + " days");
        };
    }

    private Function function(String name, Props props, LogGroup log) {
        FunctionKind kind = props.kind();
        FunctionSpec spec = FunctionSpec.of(kind);
        Function.Builder builder = Function.Builder.create(this, "Function")
                .functionName(name)
                .description("pitr-guard: " + kind.key())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(kind.handler())
                .code(props.deployment().code())
                .layers(props.deployment().layers().of(props.deployment().permissions(kind)))
                .memorySize(spec.memoryMb())
                .timeout(Duration.seconds(spec.timeoutSeconds()))
                .environment(props.environment())
                .role(role.role())
                .logGroup(log);
        suit(builder, kind, props.deployment().options().platform());
        if (props.deployment().options().ownership().reservedConcurrency()) {
            reserved(props).ifPresent(builder::reservedConcurrentExecutions);
        }
        return builder.build();
    }

    /** On its schedule, the rule of an organization calls once for each account: two at a time would take an hour for 500. */
    private static Optional<Integer> reserved(Props props) {
        boolean ofAllAccounts = props.kind() == FunctionKind.CONFIG_RULE
                && props.deployment()
                        .options()
                        .fleet()
                        .hub()
                        .map(FleetOptions.Hub::configRule)
                        .orElse(false);
        return ofAllAccounts ? Optional.empty() : props.kind().reserved();
    }

    private static void suit(Function.Builder builder, FunctionKind kind, Platform platform) {
        if (FunctionSpec.of(kind).startsFromSnapshot(platform.snapStart())) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        if (platform.jsonLogs()) {
            builder.loggingFormat(LoggingFormat.JSON);
        }
        if (kind.trigger() == FunctionKind.Trigger.QUEUE && platform.recursiveLoop()) {
            // Lambda stops what puts messages back into its own queue after 16 rounds. Requeuing ends by itself after a
            // day, or two intervals of sweeps.
            builder.recursiveLoop(RecursiveLoop.ALLOW);
        }
    }

    private Alias alias(String name) {
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias names a published version.");
        return Alias.Builder.create(this, "Live")
                .aliasName(name)
                .version(function.getCurrentVersion())
                .build();
    }

    /** The CDK's own construct would also let the function read the queue's attributes. */
    private void keepFailures(IQueue queue, FunctionKind kind) {
        CfnEventInvokeConfig failures = CfnEventInvokeConfig.Builder.create(this, "Failures")
                .functionName(function.getFunctionName())
                .qualifier(kind.alias().orElse("$LATEST"))
                .maximumRetryAttempts(RETRIES)
                .maximumEventAgeInSeconds(OLDEST_EVENT_SECONDS)
                .destinationConfig(CfnEventInvokeConfig.DestinationConfigProperty.builder()
                        .onFailure(CfnEventInvokeConfig.OnFailureProperty.builder()
                                .destination(queue.getQueueArn())
                                .build())
                        .build())
                .build();
        target.before(failures);
    }
}
