package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.config.StackName;
import io.pitrguard.domain.ledger.FutureTimes;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.HealthRules;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Checks a deployment from outside: the components that each sweep checks, and those that a sweep cannot, such as the
 * functions.
 *
 * @param name name of the stack
 * @param policy policy to compare with the deployed one
 */
record Doctor(AwsClients clients, String name, Optional<PolicyOption.Identified> policy) {
    /** Default stack name. */
    static final String STANDARD = StackName.STANDARD;

    private static final int INTERVALS = 3;
    private static final int HOUR_MINUTES = 60;
    private static final Pattern DEPLOY_OPTION = Pattern.compile("^Deploy with (-c \\w+=\\w+)");

    /**
     * Runs all checks.
     *
     * @throws CommandFailure if the caller or the deployment cannot be determined
     */
    DoctorView examine() {
        Optional<Policy> wanted = policy.map(PolicyOption.Identified::policy);
        AccountRegion where = CurrentCaller.of(clients);
        DeployedFunctions functions = new DeployedFunctions(clients.client(LambdaClient.builder()), name);
        Optional<DeployedFunctions.Deployment> deployed = functions.snapshot();
        if (deployed.isEmpty()) {
            List<HealthFinding> findings = new ArrayList<>(read(where, DeployedComponents.BEFORE_DEPLOYMENT));
            findings.add(functions.roomToReserve());
            earlierLedger(where).ifPresent(findings::add);
            return DoctorView.of(name, where, deployCommand(where, findings), findings);
        }
        Map<String, String> environment = deployed.get().environment();
        List<HealthFinding> findings = new ArrayList<>(deployed.get().findings());
        findings.addAll(read(where, expected(environment, wanted)));
        policy.ifPresent(file -> findings.add(comparePolicy(file, environment)));
        findings.add(lastSweep(where, environment));
        return DoctorView.of(name, where, null, findings);
    }

    private List<HealthFinding> read(AccountRegion where, DeployedComponents expected) {
        return Wiring.selfCheck(clients, Settings.LedgerSettings.NONE, new SystemTime())
                .run(where, expected)
                .findings();
    }

    /** Returns the components to check; the policy that a function reads is not visible from outside. */
    private static DeployedComponents expected(Map<String, String> environment, Optional<Policy> wanted) {
        boolean acts = !"never".equals(environment.get(Settings.ACT));
        return new DeployedComponents(
                environment.containsKey(Settings.CONFIG_RULE),
                environment.containsKey(Settings.DRIFT_RULE),
                Optional.ofNullable(environment.get(Settings.DRIFT_RULE)),
                Optional.ofNullable(environment.get(Settings.TOPIC_ARN)),
                Optional.ofNullable(environment.get(Settings.HEALTH_TOPIC_ARN)),
                acts && wanted.map(Policy::remediates).orElse(false),
                wanted.flatMap(_ -> Optional.ofNullable(environment.get(Settings.GRANTED)))
                        .map("remediate"::equals),
                Optional.empty());
    }

    private static HealthFinding comparePolicy(PolicyOption.Identified local, Map<String, String> environment) {
        String deployed = environment.getOrDefault(Settings.POLICY_SHA256, "none");
        return local.sha256().equals(deployed)
                ? new HealthFinding.Ok(Component.POLICY, "%s is the deployed policy.".formatted(local.name()))
                : new HealthFinding.Problem(
                        Component.POLICY,
                        "%s differs from the deployed policy (SHA-256 %.12s; deployed: %.12s)."
                                .formatted(local.name(), local.sha256(), deployed),
                        "Deploy it with the options of the current deployment (keep them in cdk.json).");
    }

    /** Checks the time of the last sweep, which the ledger records. */
    private HealthFinding lastSweep(AccountRegion where, Map<String, String> environment) {
        String table = environment.getOrDefault(Settings.LEDGER_TABLE, LedgerOptions.STANDARD);
        SelfCheck check = Wiring.selfCheck(clients, Settings.LedgerSettings.NONE.in(table), new SystemTime());
        return switch (check.lastSweep(where)) {
            case Result.Failure<Optional<Instant>>(Cause cause)
            when cause.kind() == Cause.Kind.MISSING ->
                new HealthFinding.Problem(
                        Component.SWEEP,
                        "The ledger table %s, which the functions use, does not exist: lost history is not detected, and nothing is known of past sweeps."
                                .formatted(table),
                        "If it was deleted by hand, restore it under this name from the backup that AWS keeps for 35 days (aws dynamodb list-backups --table-name %s); otherwise: %s"
                                .formatted(table, HealthRules.ANEW));
            case Result.Failure<Optional<Instant>>(Cause cause) ->
                new HealthFinding.Unknown(
                        Component.SWEEP,
                        "The time of the last sweep could not be read. " + cause.message(),
                        cause.worthAnotherTry());
            case Result.Success<Optional<Instant>>(Optional<Instant> at) ->
                lastSweep(at, interval(environment), remedies(environment));
        };
    }

    /**
     * Where to look if no sweep completes.
     *
     * @param log what shows why a sweep ends early
     * @param queues where a sweep that did not start ends up
     */
    private record Remedies(String log, String queues) {}

    private Remedies remedies(Map<String, String> environment) {
        return DeployedFunctions.mode(environment).hasStateMachine()
                ? new Remedies(
                        "check the executions of the state machine %s-sweep, which show where they stop"
                                .formatted(name),
                        ", and the dead-letter queue of the schedule")
                : new Remedies(
                        "check the log of the function %s-sweep".formatted(name),
                        ", its dead-letter queue and that of the schedule");
    }

    private static Duration interval(Map<String, String> environment) {
        String minutes = environment.getOrDefault(Settings.SWEEP_MINUTES, "60");
        return Duration.ofMinutes(minutes.matches("\\d{1,5}") ? Long.parseLong(minutes) : HOUR_MINUTES);
    }

    /** A sweep is overdue after three intervals, as for the alarm. */
    private HealthFinding lastSweep(Optional<Instant> at, Duration interval, Remedies remedies) {
        Instant now = clients.time(new SystemTime()).awsInstant();
        Instant overdue = now.minus(interval.multipliedBy(INTERVALS));
        Optional<Instant> future = at.filter(then -> then.isAfter(now.plus(FutureTimes.TOLERANCE)));
        if (future.isPresent()) {
            return new HealthFinding.Problem(
                    Component.SWEEP,
                    "The ledger says that the last sweep ended at %s, which is in the future.".formatted(future.get()),
                    "The next sweep records its own time. If this lasts, no sweep completes: %s."
                            .formatted(remedies.log()));
        }
        return at.filter(then -> then.isAfter(overdue))
                .<HealthFinding>map(
                        then -> new HealthFinding.Ok(Component.SWEEP, "The last sweep ended at %s.".formatted(then)))
                .orElseGet(() -> new HealthFinding.Problem(
                        Component.SWEEP,
                        at.map(then -> "The last sweep ended at %s and is overdue.".formatted(then))
                                .orElse("No sweep has completed yet."),
                        "A sweep starts every %s; after a deployment, wait for the first one. Otherwise %s%s."
                                .formatted(
                                        Counted.of(interval.toMinutes(), "minute", "minutes"),
                                        remedies.log(),
                                        remedies.queues())));
    }

    /** Returns a finding if there is a ledger of an earlier deployment, or may be; empty if AWS knows no such table. */
    private Optional<HealthFinding> earlierLedger(AccountRegion where) {
        String table = name + "-ledger";
        return switch (Wiring.ledger(clients, table, Settings.LedgerSettings.NONE.kept(), new SystemTime())
                .readAll(where)) {
            case Result.Success<Ledger.Fleet> _ ->
                Optional.of(new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "The table %s, the ledger of an earlier deployment, already exists.".formatted(table),
                        "Deploy with -c existingLedger=true and keep that in cdk.json, or delete the table first."));
            case Result.Failure<Ledger.Fleet>(Cause cause) when cause.kind() == Cause.Kind.MISSING -> Optional.empty();
            case Result.Failure<Ledger.Fleet>(Cause cause) ->
                Optional.of(new HealthFinding.Unknown(
                        Component.DEPLOYMENT,
                        "Whether the table %s, the ledger of an earlier deployment, exists could not be read. %s"
                                .formatted(table, Printable.line(cause.message())),
                        cause.worthAnotherTry()));
        };
    }

    /** Returns the deploy command, with the options that create missing prerequisites. */
    private String deployCommand(AccountRegion where, List<HealthFinding> findings) {
        Stream<String> options = findings.stream()
                .filter(HealthFinding.Problem.class::isInstance)
                .flatMap(finding -> DEPLOY_OPTION
                        .matcher(((HealthFinding.Problem) finding).remedy())
                        .results()
                        .map(option -> option.group(1)));
        return Stream.of(
                        Stream.of("AWS_REGION=" + where.region(), "npx aws-cdk@2.1148.1 deploy -c alertEmail=ADDRESS"),
                        name.equals(STANDARD) ? Stream.<String>empty() : Stream.of("-c name=" + name),
                        options)
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }
}
