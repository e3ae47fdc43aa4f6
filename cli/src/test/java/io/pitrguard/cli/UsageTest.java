package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Wrong usage: exit code 64, the problem and the remedy on standard error, nothing on standard output. */
class UsageTest {
    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(
                        "",
                        "Specify a command: demo, sweep, status, history, acknowledge, restore, approve, runbook, settings, redrive, doctor, policy, invoke, sandbox or completion.",
                        "pitr-guard"),
                arguments("--bogus", "Unknown option: '--bogus'", "pitr-guard"),
                arguments("policy", "Specify a command: check or explain.", "pitr-guard policy"),
                arguments("settings", "Specify a command: diff or copy.", "pitr-guard settings"),
                arguments("policy check", "Missing required parameter: 'FILE'", "pitr-guard policy check"),
                arguments("sweep --bogus", "Unknown option: '--bogus'", "pitr-guard sweep"),
                arguments("sweep extra", "Unmatched argument at index 1: 'extra'", "pitr-guard sweep"),
                arguments(
                        "sweep --output yaml",
                        "Invalid value for option '--output': expected one of [text, json, jsonl, csv, junit, ocsf]"
                                + " (case-sensitive) but was 'yaml'",
                        "pitr-guard sweep"),
                arguments(
                        "sweep --region not_a_region",
                        "--region must be a region such as eu-west-1, not 'not_a_region'",
                        "pitr-guard sweep"),
                arguments(
                        "sweep --reads-per-second fast",
                        "Invalid value for option '--reads-per-second': 'fast' is not a number",
                        "pitr-guard sweep"),
                arguments(
                        "sweep --time-limit 1.5",
                        "Invalid value for option '--time-limit': '1.5' is not a whole number, or is too large",
                        "pitr-guard sweep"),
                arguments(
                        "sweep --ledger our-ledger",
                        "--ledger requires --policy: the ledger must record the verdicts of the deployed policy",
                        "pitr-guard sweep"),
                arguments(
                        "sweep --ledger l --policy my.yaml",
                        "--ledger must be a table name (3 to 255 letters, digits, '_', '.' and '-'), not 'l'",
                        "pitr-guard sweep"),
                arguments(
                        "sweep --table a/b",
                        "--table must be a table name or a pattern such as 'orders-*', not 'a/b'",
                        "pitr-guard sweep"),
                arguments("sweep --tag =x", "--tag must be KEY=VALUE or KEY, not '=x'", "pitr-guard sweep"),
                arguments(
                        "sweep --only RecoveryDisable",
                        "--only does not know 'RecoveryDisable'. Did you mean RecoveryDisabled?",
                        "pitr-guard sweep"),
                arguments(
                        "sweep --only LOW,bad",
                        "--only does not know 'bad'. Use one of RecoveryDisabled, PeriodTooShort, HistoryLost,"
                                + " RestorePointStale, DeletionProtectionOff, DrillFailed, DrillOverdue, CRITICAL, HIGH, MEDIUM, LOW, COMPLIANT,"
                                + " NON_COMPLIANT, EXEMPT, NOT_APPLICABLE, UNDETERMINED.",
                        "pitr-guard sweep"),
                arguments("status orders", "Unmatched argument at index 1: 'orders'", "pitr-guard status"),
                arguments(
                        "status --region here",
                        "--region must be a region such as eu-west-1, not 'here'",
                        "pitr-guard status"),
                arguments(
                        "status --output xml",
                        "Invalid value for option '--output': expected one of [text, json, jsonl, csv, ocsf] (case-sensitive) but was"
                                + " 'xml'",
                        "pitr-guard status"),
                arguments("history", "Missing required parameter: 'TABLE'", "pitr-guard history"),
                arguments(
                        "history arn:aws:x",
                        "TABLE must be a table name (3 to 255 letters, digits, '_', '.' and '-'), not 'arn:aws:x'",
                        "pitr-guard history"),
                arguments("history orders --newest 0", "--newest must be 1 to 10000, not 0", "pitr-guard history"),
                arguments("acknowledge orders", "Missing required option: '--reason=TEXT'", "pitr-guard acknowledge"),
                arguments(
                        "acknowledge orders --reason=",
                        "--reason must have 1 to 1000 characters",
                        "pitr-guard acknowledge"),
                arguments(
                        "acknowledge orders --reason=x --by=",
                        "--by must have 1 to 1000 characters",
                        "pitr-guard acknowledge"),
                arguments(
                        "redrive --queue pitr-guard-drift-dlq",
                        "--queue must be a URL such as https://sqs.REGION.amazonaws.com/ACCOUNT/NAME, not"
                                + " 'pitr-guard-drift-dlq'",
                        "pitr-guard redrive"),
                arguments("sweep --time-limit 0", "--time-limit must be 1 second or more, not 0", "pitr-guard sweep"),
                arguments(
                        "sandbox --tables 99999999999",
                        "Invalid value for option '--tables': '99999999999' is not a whole number, or is too large",
                        "pitr-guard sandbox"),
                arguments("sandbox --port 65536", "--port must be 0 to 65535, not 65536", "pitr-guard sandbox"),
                arguments("sandbox --tables -1", "--tables must be 0 to 1000000, not -1", "pitr-guard sandbox"),
                arguments("sandbox --latency -1", "--latency must be 0 to 60000, not -1", "pitr-guard sandbox"),
                arguments(
                        "sandbox --lag 5",
                        "--lag must be a duration from 0s to 10m, such as 0.5s, 5s or 2m, not 5",
                        "pitr-guard sandbox"),
                arguments(
                        "sandbox --lag -5s",
                        "--lag must be a duration from 0s to 10m, such as 0.5s, 5s or 2m, not -5s",
                        "pitr-guard sandbox"),
                arguments(
                        "sandbox --lag 11m",
                        "--lag must be a duration from 0s to 10m, such as 0.5s, 5s or 2m, not 11m",
                        "pitr-guard sandbox"),
                arguments(
                        "sandbox --lag soon",
                        "--lag must be a duration from 0s to 10m, such as 0.5s, 5s or 2m, not soon",
                        "pitr-guard sandbox"),
                arguments(
                        "sandbox --region here",
                        "--region must be a region such as eu-west-1, not 'here'",
                        "pitr-guard sandbox"),
                arguments(
                        "invoke",
                        "Missing required options and parameters: '--event=FILE', 'FUNCTION'",
                        "pitr-guard invoke"),
                arguments(
                        "invoke drills --event x.json",
                        "Invalid value for positional parameter at index 0 (FUNCTION): expected one of [sweep,"
                                + " config-rule, drift, plan, place, summary, restore, drill, backup] but was 'drills'",
                        "pitr-guard invoke"),
                arguments(
                        "policy explain my.yaml",
                        "Missing required option: '--table=NAME'",
                        "pitr-guard policy explain"),
                arguments(
                        "policy explain my.yaml --table orders-*",
                        "--table must be a table name (3 to 255 letters, digits, '_', '.' and '-'), not 'orders-*'",
                        "pitr-guard policy explain"),
                arguments(
                        "policy explain my.yaml --table orders --at soon",
                        "Invalid value for option '--at': 'soon' is not a date such as 2027-03-31",
                        "pitr-guard policy explain"),
                arguments(
                        "policy explain my.yaml --table orders --account 12",
                        "--account must be 12 digits, not '12'",
                        "pitr-guard policy explain"),
                arguments(
                        "policy explain my.yaml --table orders --region eu-*",
                        "--region must be a region such as eu-west-1, not 'eu-*'",
                        "pitr-guard policy explain"),
                arguments(
                        "policy explain my.yaml --table orders --tag tier",
                        "--tag must be KEY=VALUE, not 'tier'",
                        "pitr-guard policy explain"),
                arguments(
                        "policy explain my.yaml --table orders --tag =critical",
                        "--tag must be KEY=VALUE, not '=critical'",
                        "pitr-guard policy explain"),
                arguments(
                        "policy explain my.yaml --table orders --tag a=1 --tag a=2",
                        "--tag sets 'a' twice; a table has each key once",
                        "pitr-guard policy explain"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWrongUsageWithTheRemedy(String line, String problem, String help) {
        Cli.run(line.isEmpty() ? new String[0] : line.split(" "))
                .refuses(64, "pitr-guard: " + problem, "Try '" + help + " --help'.");
    }

    static Stream<Arguments> readRates() {
        return Stream.of("sweep", "sandbox")
                .flatMap(command ->
                        Stream.of("-1", "NaN", "Infinity", "0.01", "1e300").map(rate -> arguments(command, rate)));
    }

    @ParameterizedTest
    @MethodSource("readRates")
    void refusesAReadRateOutOfRange(String command, String rate) {
        Cli.run(command, "--reads-per-second", rate)
                .refuses(
                        64,
                        "pitr-guard: --reads-per-second must be a number from 0.1 to 100000, or 0 for no limit, not "
                                + Double.valueOf(rate),
                        "Try 'pitr-guard " + command + " --help'.");
    }

    @Test
    void selectsByEveryKindOfViolation() {
        assertThat(SelectionOptions.VIOLATIONS)
                .extracting(FindingKind::toString)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Violation.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void refusesAnEmptyRegion() {
        Cli.run("sweep", "--region", "")
                .refuses(
                        64,
                        "pitr-guard: --region must be a region such as eu-west-1, not ''",
                        "Try 'pitr-guard sweep --help'.");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Cli.run("swep")
                .refuses(64, "pitr-guard: Unmatched argument at index 0: 'swep'", "Did you mean 'pitr-guard sweep'?");
        Cli.run("policy", "chekc")
                .refuses(
                        64,
                        "pitr-guard: Unmatched argument at index 1: 'chekc'",
                        "Did you mean 'pitr-guard policy check'?");
        Cli.run("help", "policy", "chekc")
                .refuses(64, "pitr-guard: There is no command 'chekc'", "Did you mean 'pitr-guard policy check'?");
    }

    @ParameterizedTest
    @CsvSource({
        "sweep --polcy my.yaml, --polcy, --policy",
        "sweep --regoin=eu-west-1, --regoin=eu-west-1, --region",
        "history orders --newset 3, --newset, --newest"
    })
    void suggestsTheOptionThatWasMeant(String line, String unknown, String meant) {
        assertThat(Cli.run(line.split(" ")).ends(64).err())
                .startsWith("pitr-guard: Unknown option")
                .contains("'" + unknown + "'")
                .endsWith("Did you mean '" + meant + "'?\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "trains", "x", "sweep --verbose", "sweep --fox-everything", "help delete"})
    void suggestsNothingThatIsFarAway(String line) {
        assertThat(Cli.run(line.split(" ")).ends(64).err())
                .doesNotContain("Did you mean")
                .contains("\nTry 'pitr-guard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", "policy check", "policy explain", "sweep", "help"})
    void showsTheHelpOfACommandInBothWays(String command) {
        String[] words = command.split(" ");
        String asked = Cli.run(
                        Stream.concat(Stream.of("help"), Stream.of(words)).toArray(String[]::new))
                .ends(0)
                .out();

        assertThat(asked)
                .startsWith("Usage: pitr-guard " + command + " ")
                .isEqualTo(Cli.run(Stream.concat(Stream.of(words), Stream.of("--help"))
                                .toArray(String[]::new))
                        .ends(0)
                        .out());
    }

    @Test
    void helpIsTheSameAsWithTheOptionsOfAllCommands() {
        CommandLine all = Main.commandLine(Terminal.screen());

        assertThat(Cli.run("--help").ends(0).out()).isEqualTo(all.getUsageMessage());
        Map<String, CommandLine> commands = new TreeMap<>(all.getSubcommands());
        assertThat(commands.remove("train")).as("hidden, without help").isNotNull();
        assertThat(commands)
                .hasSizeGreaterThan(10)
                .allSatisfy((name, command) ->
                        assertThat(Cli.run(name, "--help").ends(0).out()).isEqualTo(command.getUsageMessage()));
    }

    @Test
    void anArgumentFileMayNameTheCommand(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "policy check --help");

        assertThat(Cli.run("@" + file).ends(0).out()).startsWith("Usage: pitr-guard policy check ");
    }

    @Test
    void helpOfEachCommandHasAnExampleThatWorks() {
        assertThat(commands(Main.commandLine(Terminal.screen())).stream()
                        .filter(command -> command.getParent() != null)
                        .filter(command ->
                                !command.getCommandSpec().usageMessage().hidden()))
                .allSatisfy(command -> {
                    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
                    assertThat(usage.footer()).isNotEmpty().allSatisfy(UsageTest::parses);
                    assertThat(usage.footer()[0])
                            .startsWith("  ./" + command.getCommandSpec().qualifiedName());
                    assertThat(usage.footerHeading()).matches("%nExamples?:%n");
                });
    }

    private static void parses(String example) {
        String[] words = Pattern.compile("\"[^\"]*\"|[^ ]+")
                .matcher(example.replaceFirst(DocsTest.SHELL, ""))
                .results()
                .skip(1)
                .map(MatchResult::group)
                .toArray(String[]::new);
        assertThatNoException()
                .isThrownBy(() -> Main.commandLine(Terminal.screen()).parseArgs(words));
    }

    @Test
    void helpNamesEveryCommandAndExitCode() {
        CommandResult result = Cli.run("--help").ends(0);

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("\n  demo ", "\n  sweep ", "\n  policy ", "\n  invoke ", "\n  sandbox ", "\n  help ")
                .contains(
                        "\n  status ", "\n  report ", "\n  history ", "\n  acknowledge ", "\n  redrive ", "\n  doctor ")
                .contains("\n  0  ", "\n  1  ", "\n  2  ", "\n  3  ", "\n  64  ")
                .doesNotContain("train");
    }

    @Test
    void everyOptionIsDescribed() {
        assertThat(commands(Main.commandLine(Terminal.screen()))).hasSize(43).allSatisfy(command -> {
            assertThat(String.join("", command.getCommandSpec().usageMessage().description()))
                    .isNotBlank();
            assertThat(command.getCommandSpec().options())
                    .allSatisfy(option -> assertThat(String.join("", option.description()))
                            .as(option.longestName())
                            .isNotBlank());
        });
    }

    @Test
    void describesCommandsAndOptionsInSentences() {
        assertThat(commands(Main.commandLine(Terminal.screen()))).allSatisfy(command -> {
            UsageMessageSpec usage = command.getCommandSpec().usageMessage();
            String[] summary = usage.header().length > 0 ? usage.header() : usage.description();
            assertThat(summary[0]).as("third person").matches("[A-Z][a-z-]+s [^\n]*\\.");
            assertThat(command.getCommandSpec().args())
                    .extracting(argument -> String.join(" ", argument.description()))
                    .allSatisfy(text -> assertThat(text).matches("[A-Z][^\n]*\\."));
        });
    }

    private static List<CommandLine> commands(CommandLine line) {
        return Stream.concat(
                        Stream.of(line), line.getSubcommands().values().stream().flatMap(sub -> commands(sub).stream()))
                .toList();
    }

    @Test
    void helpFitsATerminal() {
        for (CommandLine command : commands(Main.commandLine(Terminal.screen()))) {
            assertThat(Arrays.asList(command.getUsageMessage().split("\\R")))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        }
    }

    @Test
    void versionNamesTheProgram() {
        assertThat(Cli.run("--version").ends(0).out()).matches("pitr-guard \\d+\\.\\d+\\.\\d+\\R");
    }
}
