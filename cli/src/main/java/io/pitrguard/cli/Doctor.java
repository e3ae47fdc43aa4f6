package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Result;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Path;
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
 * Looks at a deployment from outside: at what each sweep looks at, and at what a sweep cannot, such as whether there are
 * sweeps.
 *
 * @param name what the stack is called
 * @param policy the policy that ought to be deployed
 */
record Doctor(AwsClients clients, String name, Optional<Path> policy) {
    /** What a stack may be called: services differ in what they take of its name. */
    static final String NAME = "[A-Za-z](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){2,31}";

    /** What a stack is called that nobody named. */
    static final String STANDARD = "pitr-guard";

    private static final int INTERVALS = 3;
    private static final int HOUR = 60;
    private static final Pattern ASKED_FOR = Pattern.compile("^Deploy with (-c \\w+=\\w+)");

    /**
     * Looks at everything.
     *
     * @throws CommandFailure when it is not known who asks, or whether anything is deployed; and where the policy is wrong
     */
    DoctorView examine() {
        Optional<Policy> wanted = policy.map(PolicyOption::read);
        AccountRegion where = CurrentCaller.of(clients);
        DeployedFunctions functions = new DeployedFunctions(clients.client(LambdaClient.builder()), name);
        Optional<DeployedFunctions.Deployment> deployed = functions.snapshot();
        if (deployed.isEmpty()) {
            List<HealthFinding> findings = new ArrayList<>(read(where, DeployedComponents.BEFORE_DEPLOYMENT));
            findings.add(functions.roomToReserve());
            formerLedger(where).ifPresent(findings::add);
            return DoctorView.of(name, where, deploy(where, findings), findings);
        }
        Map<String, String> environment = deployed.get().environment();
        List<HealthFinding> findings = new ArrayList<>(deployed.get().findings());
        findings.addAll(read(where, expected(environment, wanted)));
        policy.ifPresent(file -> findings.add(delivered(file, environment)));
        findings.add(sweeps(where, environment));
        return DoctorView.of(name, where, null, findings);
    }

    private List<HealthFinding> read(AccountRegion where, DeployedComponents expected) {
        return Wiring.selfCheck(clients, Settings.LedgerSettings.NONE, new SystemTime())
                .run(where, expected)
                .findings();
    }

    /** The policy that a function reads cannot be seen from here. */
    private static DeployedComponents expected(Map<String, String> environment, Optional<Policy> wanted) {
        boolean acts = !"never".equals(environment.get(Settings.ACT));
        return new DeployedComponents(
                environment.containsKey(Settings.CONFIG_RULE),
                environment.containsKey(Settings.DRIFT_RULE),
                Optional.ofNullable(environment.get(Settings.DRIFT_RULE)),
                Optional.ofNullable(environment.get(Settings.TOPIC_ARN)),
                Optional.ofNullable(environment.get(Settings.UNWELL_TOPIC_ARN)),
                acts && wanted.map(Policy::remediates).orElse(false),
                wanted.flatMap(_ -> Optional.ofNullable(environment.get(Settings.GRANTED)))
                        .map("remediate"::equals),
                Optional.empty());
    }

    private static HealthFinding delivered(Path file, Map<String, String> environment) {
        try {
            String here = PolicyDigest.of(file);
            String there = environment.getOrDefault(Settings.POLICY_SHA256, "none");
            return here.equals(there)
                    ? new HealthFinding.Ok(Component.POLICY, "%s is what is deployed.".formatted(file))
                    : new HealthFinding.Problem(
                            Component.POLICY,
                            "%s is not what is deployed (SHA-256 %.12s; deployed %.12s).".formatted(file, here, there),
                            "Deploy again with it, and with the options that the deployment has (better in cdk.json).");
        } catch (IOException e) {
            throw new CommandFailure("could not read the policy %s: %s".formatted(file, e.getMessage()));
        }
    }

    /** Says when the deployment's newest sweep ended, as it noted that in the ledger. */
    private HealthFinding sweeps(AccountRegion where, Map<String, String> environment) {
        String table = environment.getOrDefault(Settings.LEDGER_TABLE, LedgerOptions.STANDARD);
        SelfCheck check = Wiring.selfCheck(clients, Settings.LedgerSettings.NONE.in(table), new SystemTime());
        return switch (check.lastSweep(where)) {
            case Result.Failure<Optional<Instant>> failed ->
                new HealthFinding.Unknown(
                        Component.SWEEP,
                        "When the newest sweep ended is not known. %s Is the ledger there?"
                                .formatted(failed.cause().message()),
                        failed.cause().worthAnotherTry());
            case Result.Success<Optional<Instant>>(Optional<Instant> at) -> lastSweep(at, interval(environment));
        };
    }

    private static Duration interval(Map<String, String> environment) {
        String minutes = environment.getOrDefault(Settings.SWEEP_MINUTES, "60");
        return Duration.ofMinutes(minutes.matches("\\d{1,5}") ? Long.parseLong(minutes) : HOUR);
    }

    /** The same patience as the alarm's: three intervals. */
    private HealthFinding lastSweep(Optional<Instant> at, Duration interval) {
        Instant overdue = new SystemTime().instant().minus(interval.multipliedBy(INTERVALS));
        return at.filter(then -> then.isAfter(overdue))
                .<HealthFinding>map(
                        then -> new HealthFinding.Ok(Component.SWEEP, "The newest sweep ended at %s.".formatted(then)))
                .orElseGet(() -> new HealthFinding.Problem(
                        Component.SWEEP,
                        at.map(then -> "The newest sweep ended at %s: nobody looks at all tables since."
                                        .formatted(then))
                                .orElse("No sweep came to its end yet."),
                        "A sweep starts every %d minutes: after a deployment wait for the first one. If none comes, look at the log of the function %s-sweep, its dead-letter queue and that of the schedule."
                                .formatted(interval.toMinutes(), name)));
    }

    /** Looks for the ledger of a former deployment; where it cannot be read, there is none. */
    private Optional<HealthFinding> formerLedger(AccountRegion where) {
        String table = name + "-ledger";
        boolean there = Wiring.ledger(clients, table, Settings.LedgerSettings.NONE.kept(), new SystemTime())
                        .readAll(where)
                instanceof Result.Success<?>;
        return there
                ? Optional.of(new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "There is a table %s already: the ledger that a former deployment left.".formatted(table),
                        "Deploy with -c existingLedger=true, and keep that in cdk.json; or delete the table first."))
                : Optional.empty();
    }

    /** Gives the command that deploys, and that makes what the account lacks. */
    private String deploy(AccountRegion where, List<HealthFinding> findings) {
        Stream<String> asked = findings.stream()
                .filter(HealthFinding.Problem.class::isInstance)
                .flatMap(sight -> ASKED_FOR
                        .matcher(((HealthFinding.Problem) sight).remedy())
                        .results()
                        .map(option -> option.group(1)));
        return Stream.of(
                        Stream.of("AWS_REGION=" + where.region(), "npx aws-cdk@2.1148.1 deploy -c alertEmail=ADDRESS"),
                        name.equals(STANDARD) ? Stream.<String>empty() : Stream.of("-c name=" + name),
                        asked)
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }
}
