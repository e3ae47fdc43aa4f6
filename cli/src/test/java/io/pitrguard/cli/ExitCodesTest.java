package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.DrillWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exit codes of every command, as the README lists them. 130 takes a process: {@code MainIT}. */
class ExitCodesTest {
    private static final String HOURLY = "--event ../events/scheduled-sweep/hourly.json";
    private static final Consumer<Cli> COMPLIANT =
            cli -> cli.sandbox().tables().create("orders").enabled(35);
    private static final Consumer<Cli> DISABLED = cli -> cli.sandbox().tables().create("orders");
    private static final Consumer<Cli> UNREADABLE =
            denied("DescribeContinuousBackups").andThen(COMPLIANT);
    private static final Consumer<Cli> NOTHING = _ -> {};

    private final Cli cli = Cli.start();
    private final StubLambda lambda = StubLambda.start();

    @AfterEach
    void close() {
        lambda.close();
        cli.close();
    }

    private static Consumer<Cli> denied(String operation) {
        return cli -> cli.sandbox().faults().add(Fault.on(operation, Effect.DENIED));
    }

    /** A ledger whose only record has this verdict. */
    private static Consumer<Cli> recorded(VerdictKind verdict) {
        return cli -> {
            LedgerSeed.create(cli);
            LedgerSeed.seen(
                    "orders",
                    Instant.now(),
                    verdict,
                    verdict == VerdictKind.NON_COMPLIANT ? Map.of(FindingKind.RECOVERY_DISABLED, "off") : Map.of(),
                    verdict == VerdictKind.UNDETERMINED
                            ? LastObservation.Status.UNREADABLE
                            : LastObservation.Status.ENABLED);
        };
    }

    private static void queues(Cli cli) {
        SandboxQueue dead = cli.sandbox().queues().create("pitr-guard-drift-dlq");
        cli.sandbox()
                .queues()
                .create(
                        "pitr-guard-drift",
                        QueueSettings.defaults().withRedrive(new QueueSettings.Redrive(dead.arn(), 1)));
    }

    private static void swept(Cli cli) {
        LedgerSeed.create(cli);
        LedgerSeed.swept(Instant.now());
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                        sweeps(),
                        ledgers(),
                        settings(),
                        restores(),
                        backups(),
                        drills(),
                        deployments(),
                        Stream.of(
                                arguments("policy", 0, "check ../policy.yaml", NOTHING),
                                arguments("policy", 0, "explain ../policy.yaml --table orders", NOTHING),
                                arguments("policy", 1, "check missing.yaml", NOTHING),
                                arguments("policy", 1, "check missing.yaml --output json", NOTHING),
                                arguments("policy", 64, "", NOTHING),
                                arguments("invoke", 0, "sweep " + HOURLY, DISABLED),
                                arguments("invoke", 1, "sweep --event missing.json", NOTHING),
                                arguments("invoke", 1, "sweep " + HOURLY, denied("ListTables")),
                                arguments("invoke", 64, "", NOTHING),
                                arguments("sandbox", 1, "--port PORT", NOTHING),
                                arguments("sandbox", 64, "--port 65536", NOTHING),
                                arguments("demo", 0, "", NOTHING),
                                arguments("demo", 64, "--bogus", NOTHING),
                                arguments("help", 0, "sweep", NOTHING),
                                arguments("help", 64, "bogus", NOTHING),
                                arguments("completion", 0, "fish", NOTHING),
                                arguments("completion", 64, "tcsh", NOTHING)))
                .flatMap(part -> part);
    }

    private static Stream<Arguments> sweeps() {
        return Stream.of(
                arguments("sweep", 0, "", COMPLIANT),
                arguments("sweep", 0, "--allow-empty", NOTHING),
                arguments("sweep", 0, "--only CRITICAL", COMPLIANT),
                arguments("sweep", 1, "", NOTHING),
                arguments("sweep", 1, "--table other", COMPLIANT),
                arguments("sweep", 1, "", denied("ListTables")),
                arguments("sweep", 1, "--policy missing.yaml", COMPLIANT),
                arguments("sweep", 2, "", DISABLED),
                arguments("sweep", 3, "", UNREADABLE),
                arguments("sweep", 64, "--bogus", NOTHING));
    }

    private static Stream<Arguments> ledgers() {
        return Stream.of(
                arguments("status", 0, "", recorded(VerdictKind.COMPLIANT)),
                arguments("status", 1, "", NOTHING),
                arguments("status", 2, "", recorded(VerdictKind.NON_COMPLIANT)),
                arguments("status", 3, "", recorded(VerdictKind.UNDETERMINED)),
                arguments("status", 64, "orders", NOTHING),
                arguments("report", 0, "--output -", recorded(VerdictKind.NON_COMPLIANT)),
                arguments("report", 1, "--output -", NOTHING),
                arguments("report", 64, "orders", NOTHING),
                arguments("history", 0, "orders", recorded(VerdictKind.COMPLIANT)),
                arguments("history", 1, "orders", NOTHING),
                arguments("history", 64, "", NOTHING),
                arguments("acknowledge", 0, "orders --reason x", recorded(VerdictKind.COMPLIANT)),
                arguments("acknowledge", 1, "orders --reason x", NOTHING),
                arguments("acknowledge", 64, "orders", NOTHING));
    }

    private static Stream<Arguments> settings() {
        Consumer<Cli> two = cli -> {
            cli.sandbox().tables().create("orders");
            cli.sandbox().tables().create("orders-2");
        };
        Consumer<Cli> tagged =
                two.andThen(cli -> cli.sandbox().tables().get("orders").tags(Map.of("team", "a")));
        return Stream.of(
                arguments("settings", 0, "diff orders orders-2", two),
                arguments("settings", 0, "copy orders orders-2 --record target/settings.jsonl", tagged),
                arguments("settings", 1, "diff orders orders-2", NOTHING),
                arguments("settings", 2, "diff orders orders-2", tagged),
                arguments("settings", 3, "diff orders orders-2", two.andThen(denied("ListTagsOfResource"))),
                arguments("settings", 64, "diff orders orders", two));
    }

    private static Stream<Arguments> restores() {
        String folder = " --records target/exit-codes";
        RestoreId id = AnyRestore.id(1);
        Consumer<Cli> waiting = _ -> waiting(id);
        return Stream.of(
                arguments("restore", 0, "list" + folder, NOTHING),
                arguments("restore", 0, "orders --at latest --plan" + folder, COMPLIANT),
                arguments("restore", 1, "orders --at latest --plan" + folder, DISABLED),
                arguments("restore", 2, "status " + id + folder, waiting),
                arguments("restore", 64, "orders" + folder, COMPLIANT),
                arguments("approve", 0, id + " --refuse --yes" + folder, waiting.andThen(COMPLIANT)),
                arguments("approve", 1, "20261130-091500-other-7f3a --yes" + folder, NOTHING),
                arguments("approve", 64, "x --yes", NOTHING),
                arguments("runbook", 0, "orders", COMPLIANT),
                arguments("runbook", 1, "orders", denied("GetCallerIdentity")),
                arguments("runbook", 64, "orders --flow sideways", COMPLIANT));
    }

    private static Stream<Arguments> backups() {
        String folder = " --records target/exit-codes-of-backups";
        String policy = folder + " --policy src/test/resources/backup-policy.yaml";
        String export = "orders --at latest --to s3://audit --yes";
        return Stream.of(
                arguments("backup", 0, "list" + folder, NOTHING),
                arguments("backup", 0, "due" + policy, NOTHING),
                arguments("backup", 1, "orders" + folder, NOTHING),
                arguments("backup", 2, "due" + policy, COMPLIANT),
                arguments("backup", 3, "due" + policy, COMPLIANT.andThen(denied("DescribeTable"))),
                arguments("backup", 64, "" + folder.strip(), NOTHING),
                arguments("export", 0, "list orders", COMPLIANT),
                arguments("export", 1, export, NOTHING),
                arguments(
                        "export",
                        3,
                        export,
                        COMPLIANT.andThen(denied("GetObject")).andThen(ExitCodesTest::exporting)),
                arguments("export", 2, "tables --records target/exit-codes-of-audits", audited()),
                arguments("export", 64, "orders", COMPLIANT));
    }

    private static Stream<Arguments> drills() {
        CheckResult passed = AnyDrill.results().getFirst();
        CheckResult failed = AnyDrill.results().get(1);
        CheckResult open = AnyDrill.results().getLast();
        return Stream.of(
                arguments("drill", 0, "report", drilled(passed)),
                arguments("drill", 0, "due", drilled(passed)),
                arguments("drill", 1, "report", NOTHING),
                arguments("drill", 2, "report", drilled(passed, failed)),
                arguments("drill", 3, "report", drilled(passed, open)),
                arguments("drill", 64, "", NOTHING));
    }

    /** Keeps a drill of these results in the ledger. */
    private static Consumer<Cli> drilled(CheckResult... results) {
        return cli -> {
            LedgerSeed.create(cli);
            try (AwsClients clients = AwsClients.forRegion(Optional.empty())) {
                DrillWiring.store(clients, LedgerSeed.LEDGER)
                        .create(AnyDrill.ended(1, AnyDrill.AT, results))
                        .success()
                        .orElseThrow();
            }
        };
    }

    /** Lets exports end at once. */
    private static void exporting(Cli cli) {
        cli.sandbox().buckets().create("audit");
        cli.sandbox().exports().take(Duration.ZERO);
    }

    /** The table of an audit, which somebody deleted. */
    private static Consumer<Cli> audited() {
        return _ -> stored(
                "exit-codes-of-audits",
                AnyRestore.record(
                        AnyRestore.id(2),
                        AnyRestore.auditPlan(AnyRestore.plan()),
                        new RestoreState.Completed(AnyRestore.restored(), AnyRestore.AT, List.of())));
    }

    /** Keeps a restore that waits for its approval. */
    private static void waiting(RestoreId id) {
        stored(
                "exit-codes",
                AnyRestore.record(
                        id,
                        AnyRestore.plan(),
                        new RestoreState.AwaitingApproval(Instant.now().plusSeconds(3600))));
    }

    private static void stored(String name, RestoreRecord record) {
        Path folder = Path.of("target", name);
        LocalRestoreStore store = new LocalRestoreStore(folder, CommandLineWiring.restoreDocuments());
        try {
            Files.deleteIfExists(folder.resolve(record.id() + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.create(record);
    }

    private static Stream<Arguments> deployments() {
        Consumer<Cli> queues = ExitCodesTest::queues;
        Consumer<Cli> swept = ExitCodesTest::swept;
        return Stream.of(
                arguments("redrive", 0, "", queues),
                arguments("redrive", 1, "", NOTHING),
                arguments("redrive", 64, "--queue here", NOTHING),
                arguments("doctor", 0, "--name guard", swept),
                arguments("doctor", 1, "", denied("GetCallerIdentity")),
                arguments("doctor", 2, "", NOTHING),
                arguments("doctor", 3, "--name guard", swept.andThen(denied("GetItem"))),
                arguments("doctor", 64, "--bogus", NOTHING));
    }

    @ParameterizedTest(name = "{0} {2} ends with {1}")
    @MethodSource("codes")
    void endsWithTheCodeThatTheReadmeLists(String command, int code, String more, Consumer<Cli> account)
            throws IOException {
        deployGuard();
        account.accept(cli);
        String port = Integer.toString(cli.sandbox().endpoint().getPort());

        Cli.run((command + " " + more.replace("PORT", port)).strip().split(" ")).ends(code);
        assertThat(listed(command)).contains(code);
    }

    /** Deploys the least that the doctor finds nothing to say against. */
    private void deployGuard() {
        for (String function : Set.of("guard-sweep", "guard-sweep:live", "guard-drift:live")) {
            lambda.function(function, Map.of(Settings.LEDGER_TABLE, LedgerSeed.LEDGER));
        }
        lambda.mapped(List.of(StubLambda.mapping("guard-drift:live", "guard-drift", "Enabled")));
    }

    /** Returns the codes in the command's row of the README. */
    private static Set<Integer> listed(String command) throws IOException {
        String row = Files.readAllLines(Path.of("../README.md")).stream()
                .filter(line -> line.startsWith("| ") && line.split("\\|")[1].contains("`" + command + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of exit codes for " + command));
        return Pattern.compile("\\d+")
                .matcher(row)
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theReadmeListsEveryCommandWithExactlyItsCodes() throws IOException {
        for (String command : commands()) {
            Set<Integer> codes = codes().map(Arguments::get)
                    .filter(row -> row[0].equals(command))
                    .map(row -> (Integer) row[1])
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<Integer> listed = listed(command);
            listed.remove(ExitCode.INTERRUPTED);
            assertThat(listed).as(command).isEqualTo(codes);
        }
    }

    private static Set<String> commands() {
        return Main.commandLine(Terminal.screen()).getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDoctorsHelpListsItsCodes() {
        assertThat(Cli.run("doctor", "--help").ends(0).out().replaceAll("\\s+", " "))
                .contains("Exit codes: 0 all checks passed; 1 could not run; 2 ", "; 3 ");
    }
}
