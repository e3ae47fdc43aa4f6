package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.config.Settings;
import io.pitrguard.config.SettingsException;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code pitr-guard invoke}: a function, run locally on one event. */
class InvokeCommandTest {
    private static final String HOURLY = "../events/scheduled-sweep/hourly.json";

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();

    @AfterEach
    void close() {
        cli.close();
    }

    private static CommandResult invoke(String event, String... more) {
        return Cli.run(Stream.concat(Stream.of("invoke", "sweep", "--event", event), Stream.of(more))
                .toArray(String[]::new));
    }

    static List<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../events/scheduled-sweep"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void answersEveryEventWithOneJsonDocument(Path event) throws IOException {
        cli.sandbox().tables().create("orders");
        cli.sandbox().tables().create("carts").enabled(35);

        CommandResult result = invoke(event.toString()).ends(0);

        SweepView answer = JsonRecords.read(SweepView.class, result.out());
        assertThat(Json.parse(Files.readString(event)))
                .extracting("id")
                .isNotEqualTo(answer.sweep().id());
        assertThat(answer.summary().nonCompliant()).isEqualTo(1);
        assertThat(answer.summary().compliant()).isEqualTo(1);
        assertThat(result.out()).contains("\n");
        assertThat(result.err()).as("metrics and log").contains("\"SweepCompleted\":1", "\"CloudWatchMetrics\"");
    }

    @Test
    void actsAsThePolicySays() {
        cli.sandbox().tables().create("orders");
        String policy = Cli.file(folder, "my.yaml", """
                version: 1
                rules: [{ name: all, require: { recoveryPeriodDays: 9 }, action: remediate }]
                """);

        SweepView answer = JsonRecords.read(
                SweepView.class, invoke(HOURLY, "--policy", policy).ends(0).out());

        assertThat(answer.summary().fixed()).isEqualTo(1);
        assertThat(answer.sweep().policy()).isEqualTo(policy);
        assertThat(cli.sandbox().tables().get("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
    }

    @Test
    void eachRunIsANewSweep() {
        cli.sandbox().tables().create("orders");

        assertThat(List.of(sweepId(), sweepId())).doesNotHaveDuplicates();
    }

    private static String sweepId() {
        return JsonRecords.read(SweepView.class, invoke(HOURLY).ends(0).out())
                .sweep()
                .id();
    }

    @Test
    void readsThePolicyFromStandardInput() {
        cli.sandbox().tables().create("orders");

        CommandResult result = Cli.withInput(
                "version: 1\nrules: [{ name: all, require: { recoveryPeriodDays: 9 }, action: remediate }]\n",
                () -> invoke(HOURLY, "--policy", "-"));

        SweepView answer = JsonRecords.read(SweepView.class, result.ends(0).out());
        assertThat(answer.summary().fixed()).isEqualTo(1);
        assertThat(answer.sweep().policy()).isEqualTo("standard input");
    }

    @Test
    void saysThatTheEventFileDoesNotExist() {
        String missing = folder.resolve("missing.json").toString();

        invoke(missing)
                .refuses(
                        1,
                        "pitr-guard: cannot read the event file " + missing + ": there is no such file. Pass an"
                                + " existing file, such as one in events/.");
        assertThat(cli.sandbox().calls().count()).isZero();
    }

    @Test
    void saysThatAnEventCannotBeRead() {
        assertThat(invoke(folder.toString()).ends(1).err())
                .startsWith("pitr-guard: cannot read the event file " + folder + ": ")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{oops | The event is not JSON: ",
                "[] | The event is JSON, but no object. Check what invokes this function.",
                "'{} {}' | The event has more after its end",
                "{} | This function sweeps on a schedule and takes events with \"detail-type\": \"Scheduled Event\","
                        + " not one without a detail-type. Check what invokes it.",
                "{\"detail-type\": \"AWS API Call via CloudTrail\"} | This function sweeps on a schedule and takes"
                        + " events with \"detail-type\": \"Scheduled Event\", not \"AWS API Call via CloudTrail\"."
                        + " Check what invokes it."
            })
    void refusesAnEventThatIsNotOfTheSchedule(String event, String problem) {
        CommandResult result =
                invoke(Cli.file(folder, "event.json", event)).announced().ends(1);

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("pitr-guard: " + problem).doesNotContain("\tat ");
        assertThat(cli.sandbox().calls().count("ListTables")).isZero();
    }

    @Test
    void refusesAnEmptyEvent() {
        invoke(Cli.file(folder, "event.json", "")).announced().refuses(1, "pitr-guard: The event is empty, not JSON");
    }

    @Test
    void refusesAnInvalidPolicyBeforeCallingAws() {
        String policy = Cli.file(folder, "my.yaml", "version: 2\n");

        CommandResult result = invoke(HOURLY, "--policy", policy).ends(1);

        assertThat(result.err())
                .startsWith("pitr-guard: the policy has 1 error, so nothing was done:\n  " + policy + ":1:");
        assertThat(cli.sandbox().calls().count()).isZero();
    }

    @Test
    void reportsEveryErrorOfTheSettings() {
        Map<String, String> environment = Map.of("PITR_GUARD_ACT", "maybe", "PITR_GUARD_TOPIC_ARN", "a topic");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.read(environment, Policy.BUILT_IN))
                .withMessageContainingAll("PITR_GUARD_ACT is 'maybe'", "PITR_GUARD_TOPIC_ARN is 'a topic'");
    }

    @Test
    void failsWhenTheListingFailed() {
        cli.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED));

        CommandResult result = invoke(HOURLY).ends(1);

        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("\"SweepCompleted\":0", "\npitr-guard: ", "Allow the caller dynamodb:ListTables.");
    }

    @Test
    void failsWhenTheAccountCannotBeDetermined() {
        cli.sandbox().faults().add(Fault.on("GetCallerIdentity", Effect.DENIED));

        assertThat(invoke(HOURLY).ends(1).err())
                .startsWith("pitr-guard: could not determine the AWS account. AWS denied sts:GetCallerIdentity");
    }
}
