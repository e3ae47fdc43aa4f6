package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whose account and which region a command works on, and that it says so before it changes anything. */
class ConnectionTest {
    private static final String CALLER = "in eu-west-1 of account 123456789012 as arn:aws:";

    private final Cli cli = Cli.start();

    @TempDir
    private Path folder;

    private String policy = "";

    @BeforeEach
    void configure() {
        policy = Cli.file(
                folder,
                "policy.yaml",
                "version: 1\nrules:\n  - name: all\n    require: { recoveryPeriodDays: 35 }\n    action: remediate\n");
        System.setProperty("aws.sharedCredentialsFile", "/no/such/file");
        System.setProperty(
                "aws.configFile",
                Cli.file(
                        folder,
                        "config",
                        "[profile prod]\naws_access_key_id = prod\naws_secret_access_key = prod\n"
                                + "[profile empty]\noutput = json\n"));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    @Test
    void saysWhereAndAsWhomItIsAboutToFix() {
        CommandResult result = cli.sweep("--policy", policy, "--fix");

        assertThat(result.err()).startsWith("pitr-guard: fixing tables " + CALLER);
    }

    @Test
    void announcesNoFixWhereThePolicyRemediatesNothing() {
        assertThat(cli.sweep("--fix", "--allow-empty").err()).isEmpty();
    }

    @Test
    void announcesOnlyTheLedgerWhereThePolicyRemediatesNothing() {
        String alert = Cli.file(
                folder, "alert.yaml", "version: 1\nrules:\n  - name: all\n    require: { recoveryPeriodDays: 35 }\n");

        assertThat(cli.sweep("--policy", alert, "--fix", "--ledger", "our-ledger")
                        .err())
                .startsWith("pitr-guard: recording in the ledger our-ledger " + CALLER);
    }

    @Test
    void saysWhereItIsAboutToRecord() {
        CommandResult result = cli.sweep("--policy", policy, "--ledger", "our-ledger");

        assertThat(result.err()).startsWith("pitr-guard: recording in the ledger our-ledger " + CALLER);
    }

    @Test
    void saysNothingWhereNothingIsChanged() {
        assertThat(cli.sweep("--policy", policy).err()).doesNotContain("as arn:aws:");
    }

    @ParameterizedTest
    @CsvSource({
        "redrive --queue https://sqs.eu-west-1.amazonaws.com/111122223333/q, requeuing messages",
        "acknowledge orders --reason tested, acknowledging orders"
    })
    void otherCommandsThatChangeSomethingSayItToo(String command, String doing) {
        assertThat(Cli.run(command.split(" ")).err()).startsWith("pitr-guard: " + doing + " " + CALLER);
    }

    @Test
    void invokeSaysItToo() {
        String event = Cli.file(folder, "event.json", "{}");

        assertThat(Cli.run("invoke", "sweep", "--policy", policy, "--event", event)
                        .err())
                .startsWith("pitr-guard: running sweep " + CALLER);
    }

    @Test
    void namesTheProfileThatWasChosen() {
        CommandResult result = cli.sweep("--policy", policy, "--fix", "--profile", "prod");

        assertThat(result.err().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("pitr-guard: fixing tables " + CALLER)
                        .endsWith("(profile prod)."));
    }

    /** As in the AWS CLI: keys of the environment do not count beside a profile that was chosen. */
    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "empty"})
    void takesNoOtherCredentialsThanThoseOfTheChosenProfile(String profile) {
        CommandResult result = cli.sweep("--profile", profile).ends(ExitCode.FAILED);

        assertThat(result.err()).contains("'" + profile + "'").doesNotContain("ProfileFile(");
    }

    @Test
    void chosenRegionReachesTheFunctionThatRunsLocally() {
        String event = Cli.file(folder, "event.json", "{}");

        assertThat(Cli.run("invoke", "sweep", "--event", event, "--region", "ap-south-1")
                        .err())
                .contains("in ap-south-1 of account");
    }

    @ParameterizedTest
    @CsvSource({"prod, , prod", "prod, key, ''", "'', , ''", ", , ''"})
    void knowsWhereCredentialsComeFrom(String profile, String key, String expected) {
        Map<String, String> environment =
                Map.of("AWS_PROFILE", profile == null ? "" : profile, "AWS_ACCESS_KEY_ID", key == null ? "" : key);

        assertThat(new ConnectionOptions().profile(environment).orElse("")).isEqualTo(expected);
    }

    @Test
    void everyCommandThatTakesRegionTakesProfile() {
        CommandLine line = Main.commandLine(Terminal.screen());

        assertThat(line.getSubcommands().values())
                .filteredOn(command -> command.getCommandSpec().findOption("--region") != null)
                .filteredOn(command -> !command.getCommandName().equals("sandbox"))
                .hasSize(14)
                .allSatisfy(command -> assertThat(command.getCommandSpec().findOption("--profile"))
                        .as(command.getCommandName())
                        .isNotNull());
    }
}
