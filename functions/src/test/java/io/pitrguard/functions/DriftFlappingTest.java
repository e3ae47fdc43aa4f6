package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.port.Ledger;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables whose recovery is disabled again and again after pitr-guard enabled it. */
class DriftFlappingTest {
    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    private boolean on(String table) {
        return lab.table(table).recovery() instanceof Recovery.Enabled;
    }

    private List<String> texts() {
        return lab.mails().stream().map(DriftTestBed::mail).toList();
    }

    private void flapping(String table) {
        lab.create(table).enabled(35);
        lab.sweep();
        for (int i = 0; i < 4; i++) {
            lab.pass(Duration.ofHours(1));
            lab.send(lab.disable(table).by("bob-" + i));
            lab.pass(Duration.ofSeconds(10));
            lab.deliver();
        }
        assertThat(on(table)).isFalse();
    }

    private void markerOfAnother(String table) {
        Ledger.Stored stored =
                lab.ledger().read(lab.aws.where().table(table)).success().orElseThrow();
        lab.ledger()
                .write(
                        stored,
                        stored.record()
                                .begin(new RunMarker(
                                        lab.aws.time().instant(),
                                        "a sweep that is at it",
                                        RunMarker.Change.ENABLING,
                                        false)),
                        List.of());
    }

    @Test
    void recreatedTableIsNotSuspendedForItsPredecessorsFlapping() {
        flapping("orders");
        int before = lab.mails().size();
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofHours(1));
        lab.send(lab.call("DeleteTable").table("orders"));
        lab.deliver();
        lab.pass(Duration.ofDays(3));
        lab.aws.sandbox().tables().create("orders").disabled();
        lab.send(lab.call("CreateTable").table("orders").by("carol"));
        lab.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));

        assertThat(lab.mails().subList(before, lab.mails().size()).stream().map(Published::subject))
                .as("alerts of the new table")
                .noneMatch(subject -> subject.contains("CRITICAL"));
        assertThat(on("orders")).as("the new table is corrected").isTrue();
    }

    @Test
    void flappingIsNotOverWhenSomebodyEnablesRecovery() {
        flapping("orders");
        lab.pass(Duration.ofHours(1));
        lab.table("orders").enabled(35, lab.aws.time().instant());
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        boolean saysOver = texts().stream()
                .flatMap(String::lines)
                .anyMatch(line -> line.contains("Resolved:") && line.contains("automatic remediation was suspended"));
        lab.pass(Duration.ofHours(1));
        lab.send(lab.disable("orders").by("bob-5"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(saysOver && !on("orders"))
                .as("said that the fight is over, and leaves the table alone all the same")
                .isFalse();
    }

    @Test
    void configRuleDoesNotEnableAFlappingTableWhenTheFirstReadFails() throws Exception {
        flapping("orders");
        int before = lab.mails().size();
        SandboxRule rule = lab.aws.sandbox().config().rules().create("pitr-guard");
        String event = rule.event(lab.aws.sandbox().config().record("orders")).json();
        lab.aws
                .sandbox()
                .faults()
                .add(Fault.on("DescribeContinuousBackups", Effect.DENIED).times(1));
        Settings settings = new Settings(
                lab.policy,
                Path.of(""),
                true,
                Optional.of(lab.topic),
                Double.POSITIVE_INFINITY,
                Duration.ofSeconds(10),
                "PitrGuard",
                new Settings.LedgerSettings(
                        Optional.of(DriftTestBed.LEDGER),
                        Duration.ofDays(400),
                        Duration.ofDays(1),
                        FlappingRules.STANDARD),
                new Settings.DriftSettings(Optional.empty(), Duration.ZERO),
                DeployedComponents.NONE);
        String arn = "arn:aws:lambda:%s:%s:function:pitr-guard"
                .formatted(lab.aws.where().region(), lab.aws.where().account());
        try {
            Invocations.run(
                    settings,
                    () -> new ConfigRuleFunction(new Deployment(
                            settings,
                            lab.aws.functionClients(),
                            lab.aws.time(),
                            new PrintStream(new ByteArrayOutputStream()))),
                    event,
                    new ByteArrayOutputStream(),
                    new LoggedContext(arn, Duration.ofMinutes(15)));
        } catch (InvocationFailedException e) {
            // It says that the table was judged by its item.
        }
        assertThat(on("orders")).as("left alone").isFalse();
        assertThat(lab.mails()).hasSize(before);
    }

    @Test
    void peopleAreNotifiedOfFlappingWhileASweepIsAtWork() {
        lab.create("orders").enabled(35);
        lab.sweep();
        for (int i = 0; i < 3; i++) {
            lab.pass(Duration.ofHours(1));
            lab.send(lab.disable("orders").by("bob-" + i));
            lab.pass(Duration.ofSeconds(10));
            lab.deliver();
        }
        lab.pass(Duration.ofHours(1));
        markerOfAnother("orders");
        lab.send(lab.disable("orders").by("bob-3"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(lab.queue.messages()).isEmpty();
        assertThat(lab.mails().getLast().subject())
                .as("the message is done with")
                .contains("CRITICAL");
    }

    @Test
    void countsDisablingAfterAnInterruptedRunEnabledRecovery() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.send(lab.disable("orders").by("bob"));
        int calls = 0;
        lab.deliverToOneThatEndsAfter(12);
        assertThat(on("orders")).isTrue();
        lab.pass(Duration.ofMinutes(2));
        lab.send(lab.disable("orders").by("mallory"));
        lab.deliver();
        assertThat(lab.record("orders").flapping().disables()).hasSize(1);
    }
}
