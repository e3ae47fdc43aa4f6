package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.port.Ledger;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose recovery is disabled again and again after pitr-guard enabled it. */
class DriftFlappingTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private void flapping(String table) {
        bed.create(table).enabled(35);
        bed.sweep();
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofHours(1));
            bed.send(bed.disable(table).by("bob-" + i));
            bed.pass(Duration.ofSeconds(10));
            bed.deliver();
        }
        assertThat(bed.on(table)).isFalse();
    }

    private void markerOfAnother(String table) {
        Ledger.Stored stored =
                bed.ledger().read(bed.aws.where().table(table)).success().orElseThrow();
        bed.ledger()
                .write(
                        stored,
                        stored.record()
                                .begin(new RunMarker(
                                        bed.aws.time().instant(),
                                        "a sweep that is at it",
                                        RunMarker.Change.ENABLING,
                                        false)),
                        List.of());
    }

    @Test
    void recreatedTableIsNotSuspendedForItsPredecessorsFlapping() {
        flapping("orders");
        int before = bed.mails().size();
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(Duration.ofHours(1));
        bed.send(bed.call("DeleteTable").table("orders"));
        bed.deliver();
        bed.pass(Duration.ofDays(3));
        bed.aws.sandbox().tables().create("orders").disabled();
        bed.send(bed.call("CreateTable").table("orders").by("carol"));
        bed.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));

        assertThat(bed.mails().subList(before, bed.mails().size()).stream().map(Published::subject))
                .as("alerts of the new table")
                .noneMatch(subject -> subject.contains("CRITICAL"));
        assertThat(bed.on("orders")).as("the new table is remediated").isTrue();
    }

    @Test
    void flappingIsNotOverWhenSomebodyEnablesRecovery() {
        flapping("orders");
        bed.pass(Duration.ofHours(1));
        bed.table("orders").enabled(35, bed.aws.time().instant());
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        boolean saysOver = bed.texts().stream()
                .flatMap(String::lines)
                .anyMatch(line -> line.contains("Resolved:") && line.contains("automatic remediation was suspended"));
        bed.pass(Duration.ofHours(1));
        bed.send(bed.disable("orders").by("bob-5"));
        bed.pass(Duration.ofSeconds(10));
        bed.deliver();
        assertThat(saysOver && !bed.on("orders"))
                .as("flapping is reported as resolved, but remediation stays suspended")
                .isFalse();
    }

    @Test
    void configRuleDoesNotEnableAFlappingTableWhenTheFirstReadFails() throws Exception {
        flapping("orders");
        int before = bed.mails().size();
        bed.aws
                .sandbox()
                .faults()
                .add(Fault.on("DescribeContinuousBackups", Effect.DENIED).times(1));
        configRule("orders");
        assertThat(bed.on("orders")).as("remediation is suspended").isFalse();
        assertThat(bed.mails()).hasSize(before);
    }

    /** Each function may be the one that finds the table off the third time, without an event that says so. */
    @ParameterizedTest
    @ValueSource(strings = {"sweep", "drift", "config"})
    void thirdDisableSuspendsRemediationInTheRunThatFindsIt(String function) throws Exception {
        bed.create("orders").disabled();
        for (int i = 0; i < 3; i++) {
            bed.sweep();
            assertThat(bed.on("orders")).isTrue();
            bed.table("orders").disabled();
            bed.pass(Duration.ofSeconds(63));
        }
        switch (function) {
            case "sweep" -> bed.sweep();
            case "drift" -> {
                bed.send(bed.call("TagResource")
                        .with("resourceArn", bed.table("orders").arn()));
                bed.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));
            }
            default -> configRule("orders");
        }
        assertThat(bed.on("orders")).as("remediation is suspended").isFalse();
        assertThat(bed.kinds("orders")).endsWith(TimelineEntry.Kind.FLAPPING);
    }

    private void configRule(String table) throws Exception {
        SandboxRule rule = bed.aws.sandbox().config().rules().create("pitr-guard");
        String event = rule.event(bed.aws.sandbox().config().record(table)).json();
        Settings settings = new Settings(
                bed.policy,
                Path.of(""),
                true,
                Optional.of(bed.topic),
                Double.POSITIVE_INFINITY,
                Duration.ofSeconds(10),
                AllOutputs.REPORTING,
                new Settings.LedgerSettings(
                        Optional.of(DriftTestBed.LEDGER),
                        Duration.ofDays(400),
                        Duration.ofDays(1),
                        FlappingRules.STANDARD),
                new Settings.DriftSettings(Optional.empty(), Duration.ZERO),
                DeployedComponents.NONE);
        String arn = "arn:aws:lambda:%s:%s:function:pitr-guard"
                .formatted(bed.aws.where().region(), bed.aws.where().account());
        try {
            Invocations.run(
                    settings,
                    () -> new ConfigRuleFunction(new Deployment(
                            settings,
                            bed.aws.functionClients(),
                            bed.aws.time(),
                            new PrintStream(new ByteArrayOutputStream()))),
                    event,
                    new ByteArrayOutputStream(),
                    new LoggedContext(arn, Duration.ofMinutes(15)));
        } catch (InvocationFailedException e) {
            // It says that the table was judged by its item.
        }
    }

    @Test
    void peopleAreNotifiedOfFlappingWhileASweepIsAtWork() {
        bed.create("orders").enabled(35);
        bed.sweep();
        for (int i = 0; i < 3; i++) {
            bed.pass(Duration.ofHours(1));
            bed.send(bed.disable("orders").by("bob-" + i));
            bed.pass(Duration.ofSeconds(10));
            bed.deliver();
        }
        bed.pass(Duration.ofHours(1));
        markerOfAnother("orders");
        bed.send(bed.disable("orders").by("bob-3"));
        bed.pass(Duration.ofSeconds(10));
        bed.deliver();
        assertThat(bed.queue.messages()).isEmpty();
        assertThat(bed.mails().getLast().subject())
                .as("the message is done with")
                .contains("CRITICAL");
    }

    @Test
    void countsDisablingAfterAnInterruptedRunEnabledRecovery() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.send(bed.disable("orders").by("bob"));
        int calls = 0;
        bed.deliverToOneThatEndsAfter(12);
        assertThat(bed.on("orders")).isTrue();
        bed.pass(Duration.ofMinutes(2));
        bed.send(bed.disable("orders").by("mallory"));
        bed.deliver();
        assertThat(bed.record("orders").flapping().disables()).hasSize(1);
    }
}
