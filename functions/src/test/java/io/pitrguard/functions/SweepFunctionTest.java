package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.Settings;
import io.pitrguard.config.SettingsException;
import io.pitrguard.port.SettableTime;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sweep.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepFunctionTest {
    private static final Path EVENTS = Path.of("..", "events", "scheduled-sweep");

    private final SweepTestBed function = new SweepTestBed();

    @AfterEach
    void close() {
        function.close();
    }

    static List<Path> everyEvent() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.sorted().toList();
        }
    }

    @Test
    void hasEvents() throws IOException {
        assertThat(everyEvent())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(file -> file.toString().endsWith(".json"));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void sweepsOnEveryEventThatAScheduleSends(Path file) throws IOException {
        function.aws.sandbox().tables().create("fine").enabled(35);
        function.aws.sandbox().tables().create("off").disabled();
        String event = Files.readString(file);

        SweepView answer = function.run(event);

        assertThat(event).contains("\"" + answer.sweep().id() + "\"");
        assertThat(answer.tables())
                .extracting(table -> table.name() + " " + table.verdict())
                .containsExactly("fine COMPLIANT", "off NON_COMPLIANT");
        assertThat(answer.sweep().account()).isEqualTo("123456789012");
        assertThat(answer.sweep().region()).isEqualTo("eu-west-1");
        assertThat(answer.sweep().complete()).isTrue();
        assertThat(function.logged()).isEqualTo(answer);
        assertThat(function.metric("SweepCompleted")).isEqualTo(1);
        assertThat(function.metric("NonCompliantTables")).isEqualTo(1);
    }

    @Test
    void namesSweepItselfWhenTheEventDoesNot() throws IOException {
        SweepView answer = function.run("{\"detail-type\":\"Scheduled Event\",\"id\":\" \"}");

        assertThat(answer.sweep().id()).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"detail-type\":null}",
                "{\"detail-type\":\"AWS API Call via CloudTrail\"}",
                "{\"detail-type\":[\"Scheduled Event\"]}",
                "{\"Detail-Type\":\"Scheduled Event\"}"
            })
    void refusesEventsOfOtherKinds(String event) {
        assertThatThrownBy(() -> function.handle(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("detail-type");
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"detail-type\":\"Scheduled Event\"} x"})
    void refusesWhatIsNoEvent(String event) {
        assertThatThrownBy(() -> function.handle(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageStartingWith("The event ");
        assertNothingHappened();
    }

    @Test
    void fixesAndSendsOneDigest() throws IOException {
        function.policy = Policies.of(Policies.remediate("orders", 14));
        function.aws.sandbox().tables().create("orders").disabled();
        function.aws.sandbox().tables().create("plain").disabled();

        SweepView answer = function.run(SweepTestBed.HOURLY);

        assertThat(answer.summary().fixed()).isEqualTo(1);
        assertThat(function.aws.sandbox().tables().get("orders").recovery())
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class, on -> assertThat(on.days()).isEqualTo(14));
        assertThat(function.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("1 not compliant, 0 undetermined, 1 fixed");
            assertThat(mail.messageStructure()).isEqualTo("json");
            assertThat(mail.attributes())
                    .containsEntry("fixed", new Published.Attribute("Number", "1"))
                    .containsEntry("severity", new Published.Attribute("String", "high"));
        });
    }

    @Test
    void changesNothingWhenItMustNeverAct() throws IOException {
        function.act = false;
        function.policy = Policies.of(Policies.remediate("orders", 14));
        function.aws.sandbox().tables().create("orders").disabled();

        SweepView answer = function.run(SweepTestBed.HOURLY);

        assertThat(answer.sweep().fix()).isFalse();
        assertThat(answer.tables().getFirst().remediation().outcome()).hasToString("Planned");
        assertThat(function.aws.sandbox().calls().count("UpdateContinuousBackups"))
                .isZero();
    }

    @Test
    void sendsNothingWhenThereIsNothingToSay() throws IOException {
        function.aws.sandbox().tables().create("fine").enabled(35);

        function.run(SweepTestBed.HOURLY);

        assertThat(function.mails()).isEmpty();
    }

    @Test
    void worksWithoutTopic() throws IOException {
        function.alerts = false;
        function.aws.sandbox().tables().create("off").disabled();

        assertThat(function.run(SweepTestBed.HOURLY).summary().nonCompliant()).isEqualTo(1);
        assertThat(function.aws.sandbox().calls().count("Publish")).isZero();
    }

    @Test
    void reportsWhatItJudgedBeforeItsTimeRunsOut() throws IOException {
        IntStream.range(0, 100)
                .forEach(i -> function.aws
                        .sandbox()
                        .tables()
                        .create("table-%03d".formatted(i))
                        .enabled(35));
        function.readsPerSecond = 10;
        function.left = Duration.ofSeconds(12);

        SweepView answer = function.run(SweepTestBed.HOURLY);

        assertThat(answer.summary().compliant()).isEqualTo(60);
        assertThat(answer.summary().undetermined()).isEqualTo(40);
        assertThat(answer.sweep().complete()).isFalse();
        assertThat(function.metric("SweepCompleted")).isZero();
        assertThat(function.metric("UndeterminedTables")).isEqualTo(40);
        assertThat(function.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.message()).contains("DID NOT COMPLETE"));
    }

    @Test
    void failsWhenThereIsNoTimeAtAll() {
        function.aws.sandbox().tables().create("fine").enabled(35);
        function.left = Duration.ZERO;

        assertThatThrownBy(() -> function.handle(SweepTestBed.HOURLY))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("Time ran out");
        assertThat(function.logged().tables()).isEmpty();
        assertThat(function.metric("SweepCompleted")).isZero();
        assertThat(function.mails()).hasSize(1);
    }

    @Test
    void failsAfterLoggingWhenTheDigestIsRefused() {
        function.aws.sandbox().tables().create("off").disabled();
        function.aws.sandbox().faults().add(Fault.on("Publish", Effect.DENIED));

        assertThatThrownBy(() -> function.handle(SweepTestBed.HOURLY))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContainingAll("digest could not be sent", "the log has it", "sns:Publish");
        assertThat(function.logged().summary().nonCompliant()).isEqualTo(1);
        assertThat(function.metric("NonCompliantTables")).isEqualTo(1);
        assertThat(function.answered()).isEmpty();
    }

    @Test
    void failsAfterSendingDigestWhenListingFailed() {
        function.aws.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED));

        assertThatThrownBy(() -> function.handle(SweepTestBed.HOURLY))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContainingAll("Listing the tables failed", "dynamodb:ListTables");
        assertThat(function.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).contains("sweep failed"));
        assertThat(function.logged().sweep().failure()).contains("Listing the tables failed");
        assertThat(function.metric("SweepCompleted")).isZero();
    }

    @Test
    void failsWhenItIsInterrupted() {
        function.aws.sandbox().tables().create("off").disabled();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> function.handle(SweepTestBed.HOURLY))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesSettingsThatAreWrong() {
        assertThatThrownBy(() -> new SweepFunction(
                        Settings.read(Map.of(Settings.ACT, "maybe", Settings.TIME_RESERVE, "x")), new SettableTime()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(Settings.ACT, Settings.TIME_RESERVE);
    }

    @Test
    void wiresItselfFromItsEnvironment() {
        System.setProperty("aws.region", "eu-west-1");
        try {
            assertThatCode(() -> new SweepFunction(Settings.read(Map.of(Settings.ACT, "never")), new SettableTime()))
                    .doesNotThrowAnyException();
        } finally {
            System.clearProperty("aws.region");
        }
    }

    private void assertNothingHappened() {
        assertThat(function.aws.sandbox().calls().all()).isEmpty();
        assertThat(function.metricLines()).isEmpty();
        assertThat(function.answered()).isEmpty();
    }
}
