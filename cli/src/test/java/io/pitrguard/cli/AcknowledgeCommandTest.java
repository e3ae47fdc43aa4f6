package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard acknowledge}: its effect on the ledger and its output. */
class AcknowledgeCommandTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Actor ANN = new Actor("user/ann", "192.0.2.1", "the console", "r-1");

    private final Cli cli = Cli.start();

    @BeforeEach
    void create() {
        LedgerSeed.create(cli);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void acknowledgesLostHistoryAndResumesRemediation() {
        LedgerSeed.write(flapping(losing(TableRecord.of(LedgerSeed.HERE.table("orders")))));

        assertThat(Cli.run("acknowledge", "orders", "--reason", " template fixed ")
                        .ends(0)
                        .out())
                .isEqualTo("Acknowledged for orders:%n  lost history: nothing between %s and %s can be restored%n"
                                .formatted(ago(20 * 24), ago(3))
                        + "  flapping since %s: automatic remediation resumes%n".formatted(ago(1)));

        assertThat(Cli.run("history", "orders").ends(0).out())
                .contains(
                        "  person   acknowledged\n    Acknowledged by arn:aws:iam::123456789012:user/sandbox, reason: template fixed.")
                .containsOnlyOnce("arn:aws:iam::123456789012:user/sandbox");
        assertThat(LedgerSeed.of("orders").record().flapping().disables()).isEmpty();
        assertThat(Cli.run("acknowledge", "orders", "--reason", "again").ends(0).out())
                .isEqualTo("Nothing to acknowledge for orders: it has no lost history and is not flapping.\n");
    }

    @Test
    void writesJson() {
        LedgerSeed.write(flapping(losing(TableRecord.of(LedgerSeed.HERE.table("orders")))));
        String[] command = {"acknowledge", "orders", "--reason", "template fixed", "--output", "json"};

        assertThat(Json.parse(Cli.run(command).ends(0).out()))
                .isEqualTo(Json.parse(Json.write(new AcknowledgedView(
                        LedgerSeed.HERE.table("orders").arn(),
                        "orders",
                        true,
                        ago(20 * 24).toString(),
                        ago(3).toString(),
                        ago(1).toString()))));
        assertThat(JsonRecords.read(
                                AcknowledgedView.class, Cli.run(command).ends(0).out())
                        .acknowledged())
                .isFalse();
    }

    @Test
    void recordsTheGivenPerson() {
        LedgerSeed.write(losing(TableRecord.of(LedgerSeed.HERE.table("orders"))));

        Cli.run("acknowledge", "orders", "--reason", "it was a test", "--by", "Bob of the night shift")
                .ends(0);

        assertThat(Cli.run("history", "orders").ends(0).out())
                .contains(
                        "Acknowledged by Bob of the night shift (arn:aws:iam::123456789012:user/sandbox), reason: it was a test.");
    }

    @Test
    void changesNothingWhenThereIsNothingToAcknowledge() {
        LedgerSeed.seen("orders", NOW, VerdictKind.COMPLIANT, Map.of(), LastObservation.Status.ENABLED);
        long before = LedgerSeed.of("orders").version();

        Cli.run("acknowledge", "orders", "--reason", "just so").announced().ends(0);

        assertThat(LedgerSeed.of("orders").version()).isEqualTo(before);
    }

    @Test
    void failsForATableThatTheLedgerDoesNotHave() {
        Cli.run("acknowledge", "orders", "--reason", "just so")
                .announced()
                .refuses(
                        1,
                        "pitr-guard: the ledger pitr-guard-ledger has no record of orders in eu-west-1 of account"
                                + " 123456789012. Check the name, --region and --account; './pitr-guard status --all"
                                + " --region eu-west-1' lists all recorded tables there.");
    }

    @Test
    void saysWhatToAllow() {
        LedgerSeed.write(losing(TableRecord.of(LedgerSeed.HERE.table("orders"))));
        cli.sandbox().faults().add(Fault.on("TransactWriteItems", Effect.DENIED));

        assertThat(Cli.run("acknowledge", "orders", "--reason", "just so")
                        .announced()
                        .ends(1)
                        .err())
                .startsWith("pitr-guard: could not write to the ledger pitr-guard-ledger in eu-west-1 of account")
                .endsWith("Allow the caller dynamodb:PutItem.\n");
    }

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static TableRecord losing(TableRecord record) {
        return record.learn(observation(record, ago(4), ago(20 * 24)))
                .record()
                .learn(observation(record, ago(2), ago(3)))
                .record();
    }

    /** Disabled three times within a day. */
    private static TableRecord flapping(TableRecord record) {
        TableRecord flapping = record;
        for (int hours = 3; hours >= 1; hours--) {
            flapping = flapping.enabled(ago(hours).minusSeconds(600))
                    .called(new Call(
                            "UpdateContinuousBackups", ago(hours), ANN, false, true, OptionalInt.empty(), false));
        }
        return flapping;
    }

    private static Observation observation(TableRecord record, Instant at, Instant earliest) {
        LastObservation.Recovery on = new LastObservation.Recovery(
                LastObservation.Status.ENABLED, OptionalInt.of(35), Optional.of(earliest), Optional.of(at));
        return new Observation(
                record.table(),
                Optional.empty(),
                Optional.empty(),
                new LastObservation(at, Trigger.SWEEP, VerdictKind.COMPLIANT, new TreeMap<>(), "", on),
                Optional.of(new Point(at, Optional.of(new Point.Window(earliest, OptionalInt.of(35))))),
                Optional.empty(),
                Optional.empty());
    }
}
