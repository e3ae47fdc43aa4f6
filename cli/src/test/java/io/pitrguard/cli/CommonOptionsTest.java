package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.report.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --output}, {@code --wide} and {@code --quiet}: the same in every command. */
class CommonOptionsTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** Commands that run until they are stopped, tell a story, or only help. */
    private static final Set<String> WITHOUT_RESULT =
            Set.of("demo", "runbook", "settings", "invoke", "sandbox", "completion", "help", "policy");

    /** Commands that print a sentence or two, which need no layout. */
    private static final Set<String> IN_SENTENCES = Set.of("acknowledge", "redrive");

    /** The same, below a command with a result of the same name. */
    private static final Set<String> STORIES = Set.of("pitr-guard demo restore", "pitr-guard demo drill");

    private static final List<String> FORMATS = List.of("text", "json", "jsonl", "csv", "junit", "ocsf");

    private final Cli cli = Cli.start();

    @BeforeEach
    void create() {
        LedgerSeed.create(cli);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    /** Returns all commands that the help shows. */
    static Stream<CommandLine> commands() {
        return commands(Main.commandLine(Terminal.screen()));
    }

    /** Returns the commands below another one. */
    static Stream<CommandLine> commands(CommandLine parent) {
        return parent.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .flatMap(command -> Stream.concat(Stream.of(command), commands(command)));
    }

    private static String option(CommandLine command, String name) {
        OptionSpec option = command.getCommandSpec().findOption(name);
        return option == null ? "" : String.join(" ", option.description());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasTheOptionsThatItCanHave(CommandLine command) {
        assertThat(option(command, "--help")).isNotEmpty();
        assertThat(option(command, "--version")).isNotEmpty();
        assertThat(option(command, "--quiet").isEmpty())
                .isEqualTo(WITHOUT_RESULT.contains(command.getCommandName())
                        || STORIES.contains(command.getCommandSpec().qualifiedName()));
        OptionSpec output = command.getCommandSpec().findOption("--output");
        if (output != null && output.type().isEnum()) {
            List<String> formats = Arrays.stream(output.type().getEnumConstants())
                    .map(String::valueOf)
                    .toList();
            assertThat(formats).startsWith("text", "json").isSubsetOf(FORMATS);
            assertThat(output.defaultValue()).isEqualTo("text");
            assertThat(option(command, "--wide").isEmpty()).isEqualTo(IN_SENTENCES.contains(command.getCommandName()));
        }
    }

    private void fleet() {
        cli.sandbox().tables().create("orders");
        cli.sandbox().tables().create("carts").enabled(35);
        LedgerSeed.seen(
                "orders",
                NOW,
                VerdictKind.NON_COMPLIANT,
                Map.of(FindingKind.RECOVERY_DISABLED, "It is off."),
                LastObservation.Status.DISABLED);
        LedgerSeed.seen("carts", NOW, VerdictKind.COMPLIANT, Map.of(), LastObservation.Status.ENABLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep --table orders --table carts", "status"})
    void quietListsOnlyWhatSomebodyMustLookAt(String command) {
        fleet();
        String[] words = command.split(" ");

        CommandResult loud = Cli.run(words).ends(2);
        CommandResult quiet = Cli.run(Stream.concat(Arrays.stream(words), Stream.of("--quiet"))
                        .toArray(String[]::new))
                .ends(2);

        assertThat(loud.out()).contains("carts", "1 non-compliant");
        assertThat(quiet.out()).contains("NON_COMPLIANT", "orders").doesNotContain("carts", "1 non-compliant");
        assertThat(quiet.err()).isEmpty();
    }

    @Test
    void quietPrintsNothingWithoutAProblem(@TempDir Path folder) {
        fleet();
        String policy = Cli.file(folder, "policy.yaml", "version: 1\nrules:\n  - name: all\n    require: {}\n");

        assertThat(Stream.of(
                        "sweep --table carts --quiet",
                        "sweep --table carts --quiet --ledger pitr-guard-ledger --policy " + policy,
                        "history carts --quiet",
                        "acknowledge carts --reason none --quiet",
                        "policy check --quiet " + policy,
                        "policy explain --quiet --table carts --region eu-west-1 " + policy))
                .allSatisfy(line -> {
                    CommandResult result = Cli.run(line.split(" ")).ends(0);
                    assertThat(result.out()).isEmpty();
                    assertThat(result.err()).isEmpty();
                });
    }

    @Test
    void quietKeepsErrors() {
        assertThat(Cli.run("sweep", "--quiet", "--table", "none").ends(1).err()).contains("no table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "status"})
    void everyListHasTheSameFormats(String command) {
        fleet();
        List<String> lines = output(command, "jsonl").lines().toList();

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Json.parse(line)).isInstanceOf(Map.class));
        assertThat(output(command, "csv").lines().skip(1)).hasSameSizeAs(lines);
        assertThat(Json.parse(output(command, "json"))).isInstanceOf(Map.class);
    }

    @Test
    void theDoctorHasThemToo() {
        DoctorView view = new DoctorView(
                "pitr-guard",
                "123456789012",
                "eu-west-1",
                true,
                1,
                null,
                List.of(
                        new DoctorView.FindingView(
                                DoctorView.Status.PROBLEM, "Trail", "None, anywhere.", "Create one."),
                        new DoctorView.FindingView(DoctorView.Status.OK, "Sweep", "It runs.", null)));

        assertThat(DoctorOutput.csv(view)).isEqualTo("""
                status,kind,what,remedy\r
                PROBLEM,Trail,"None, anywhere.",Create one.\r
                OK,Sweep,It runs.,\r
                """);
        assertThat(DoctorOutput.text(view, new Screen(60, false), true)).isEqualTo("""
                STATUS   COMPONENT
                PROBLEM  Trail
                    None, anywhere.
                    To do: Create one.
                """);
    }

    private static String output(String command, String format) {
        return Cli.run((command + " --output " + format).split(" ")).out();
    }

    @Test
    void wideDoesNotWrap() {
        fleet();
        assertThat(Cli.run("sweep", "--wide").ends(2).out())
                .contains(
                        "    Rule default: Alert only. To fix: enable point-in-time recovery with a period of 35 days.");
        assertThat(new Screen(60, true).unlimited()).isEqualTo(new Screen(Screen.UNLIMITED, true));
    }
}
