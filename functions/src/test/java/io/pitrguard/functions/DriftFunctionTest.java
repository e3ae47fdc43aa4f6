package io.pitrguard.functions;

import static io.pitrguard.functions.DriftTestBed.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that somebody makes, and what becomes of them. */
class DriftFunctionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SHORT_WAIT = "PT30S";

    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    private Recovery recovery(String table) {
        return lab.table(table).recovery();
    }

    private boolean on(String table) {
        return recovery(table) instanceof Recovery.Enabled;
    }

    private DriftView last() {
        return lab.log.getLast();
    }

    /** Disables a table's recovery and brings the event. */
    private void disabled(String table) {
        lab.send(lab.disable(table));
        lab.deliver();
    }

    @Test
    void tellsTheStoryOfATableThatWasDisabled() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.send(lab.disable("orders").by("bob"));
        lab.pass(Duration.ofSeconds(20));

        assertThat(lab.deliver()).isEmpty();

        assertThat(on("orders")).isTrue();
        assertThat(lab.mails()).hasSize(1);
        assertThat(mail(lab.mails().getFirst()))
                .contains("user bob", "198.51.100.7", "the AWS CLI", "recovery was disabled")
                .contains("Fixed: Verified: point-in-time recovery is on with a period of 35 days")
                .contains("can be restored any more: at ", " recovery was disabled or its period shortened by user bob")
                .doesNotContain("Repeated?");
        assertThat(lab.kinds("orders"))
                .containsExactlyInAnyOrder(
                        Kind.ACTOR, Kind.OPENED, Kind.OPENED, Kind.RESOLVED, Kind.REMEDIATED, Kind.HISTORY_LOST);
        lab.pass(Duration.ofHours(1));
        assertThat(lab.sweep().summary().nonCompliant()).isEqualTo(1);
        assertThat(lab.mails()).as("the next sweep tells nothing new").hasSize(1);
    }

    @Test
    void saysWhatLastsAgainAfterASilenceAndThatItIsOver() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        disabled("orders");
        assertThat(lab.mails()).hasSize(1);
        lab.sweep();
        assertThat(lab.mails()).hasSize(1);

        lab.pass(Duration.ofHours(24));
        lab.sweep();
        assertThat(lab.mails()).hasSize(2);
        assertThat(mail(lab.mails().getLast())).contains("Reminder:");

        lab.table("orders").enabled(35, lab.aws.time().instant());
        lab.pass(MINUTE);
        lab.sweep();
        assertThat(lab.mails()).hasSize(3);
        assertThat(mail(lab.mails().getLast())).contains("Resolved:", "recovery was off");
        lab.sweep();
        assertThat(lab.mails()).hasSize(3);
    }

    @Test
    void whatNobodyCouldHearIsToldAgainOnceSomebodyCan() {
        lab.policy = Policy.BUILT_IN;
        lab.aws.sandbox().topics().subscribe(lab.topic, "email", "ops@example.com");
        lab.create("orders").enabled(35);
        disabled("orders");
        assertThat(lab.mails()).hasSize(1);

        lab.aws.sandbox().topics().confirm(lab.topic, "ops@example.com");
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(lab.mails()).as("nobody got the first").hasSize(2);
        lab.sweep();
        assertThat(lab.mails()).hasSize(2);
    }

    @Test
    void leavesATableAloneThatIsNew() {
        lab.aws.sandbox().tables().create("fresh").disabled();
        lab.send(lab.call("CreateTable").table("fresh"));

        lab.deliver();

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(on("fresh")).isFalse();
        assertThat(lab.mails()).isEmpty();
        // The deployment enables recovery a moment later.
        lab.table("fresh").enabled(35);
        lab.deliverFor(Duration.ofMinutes(6), Duration.parse(SHORT_WAIT));
        assertThat(last().outcome()).hasToString("SETTLED");
        assertThat(lab.mails()).isEmpty();
        assertThat(lab.queue.messages()).isEmpty();
    }

    @Test
    void correctsANewTableWhoseGraceIsOver() {
        lab.aws.sandbox().tables().create("fresh").disabled();
        lab.send(lab.call("CreateTable").table("fresh"));

        lab.deliverFor(Duration.ofMinutes(4), Duration.parse(SHORT_WAIT));
        assertThat(on("fresh")).isFalse();
        lab.deliverFor(Duration.ofMinutes(2), Duration.parse(SHORT_WAIT));

        assertThat(on("fresh")).isTrue();
        assertThat(lab.mails()).hasSize(1);
        assertThat(mail(lab.mails().getFirst())).contains("CreateTable was called.", "user alice");
    }

    @Test
    void tagsOfANewTableDoNotCutItsGraceShort() {
        lab.aws.sandbox().tables().create("fresh").disabled();
        lab.send(lab.call("TagResource").with("resourceArn", lab.table("fresh").arn()));

        lab.deliver();

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(lab.mails()).isEmpty();
    }

    @Test
    void comesBackLaterAndLaterForATableThatIsNotReady() {
        lab.create("restored").disabled().notYetFor(Duration.ofHours(3));
        lab.send(lab.call("RestoreTableToPointInTime").with("targetTableName", "restored"));
        lab.pass(Duration.ofMinutes(10));

        lab.deliverFor(Duration.ofHours(1), MINUTE);
        long snapshots = lab.log.size();
        assertThat(snapshots).isBetween(5L, 10L);
        assertThat(lab.mails()).as("told once that it is off").hasSize(1);
        lab.deliverFor(Duration.ofHours(3), MINUTE);

        assertThat(on("restored")).isTrue();
        assertThat(lab.mails()).hasSize(2);
        assertThat(last().outcome()).hasToString("SETTLED");
    }

    @Test
    void givesUpLoudlyAfterADay() {
        lab.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        lab.send(lab.call("CreateTable").table("stuck"));
        lab.pass(Duration.ofMinutes(10));

        lab.deliverFor(Duration.ofHours(26), Duration.ofMinutes(5));

        assertThat(lab.dead.messages()).hasSize(1);
        assertThat(lab.queue.messages()).isEmpty();
        assertThat(mail(lab.mails().getLast())).contains("It was requeued for a day.");
        assertThat(lab.mails()).hasSize(2);
        assertThat(lab.kinds("stuck")).contains(Kind.FAILED);
    }

    @Test
    void stopsFightingAndSaysSo() {
        lab.create("orders").enabled(35);
        lab.sweep();
        for (int i = 0; i < 4; i++) {
            lab.pass(Duration.ofHours(1));
            lab.send(lab.disable("orders").by("bob-" + i));
            lab.pass(Duration.ofSeconds(10));
            lab.deliver();
        }

        assertThat(on("orders")).as("the fourth time it is left alone").isFalse();
        assertThat(lab.mails()).hasSize(4);
        assertThat(lab.mails().getLast().subject()).contains("CRITICAL", "remediation suspended, keeps being disabled");
        assertThat(mail(lab.mails().getLast()))
                .contains("by user bob-1", "by user bob-2", "by user bob-3", "acknowledge orders");
        assertThat(lab.kinds("orders")).containsOnlyOnce(Kind.FLAPPING);
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("orders")).as("a sweep leaves it alone, too").isFalse();
        assertThat(lab.mails()).hasSize(4);

        lab.acknowledge("orders");
        lab.sweep();

        assertThat(on("orders")).isTrue();
    }

    @Test
    void exemptionEndsAFight() {
        lab.create("orders").enabled(35);
        for (int i = 0; i < 4; i++) {
            lab.pass(Duration.ofHours(1));
            disabled("orders");
        }
        assertThat(on("orders")).isFalse();
        lab.table("orders")
                .tags(Map.of(
                        "pitr-guard:exempt-until", "2026-11-23",
                        "pitr-guard:exempt-reason", "migration",
                        "pitr-guard:exempt-owner", "data"));
        lab.sweep();
        lab.table("orders").tags(Map.of());

        lab.sweep();

        assertThat(on("orders")).isTrue();
    }

    @Test
    void doesNotTakeTheSameCallForAnother() {
        lab.create("orders").enabled(35);
        for (int i = 0; i < 5; i++) {
            CallEvent event = lab.disable("orders");
            String json = event.json("request-" + i / 5);
            lab.queue.send(json);
            lab.deliver();
            lab.queue.send(json);
            lab.pass(Duration.ofSeconds(10));
            lab.deliver();
            lab.table("orders").enabled(35);
            lab.pass(Duration.ofDays(2));
        }

        assertThat(lab.kinds("orders")).doesNotContain(Kind.FLAPPING);
    }

    @Test
    void namesWhoDisabledItAlsoWhereThePayloadIsMissing() throws Exception {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.table("orders").disabled();
        lab.queue.send(body("null-payload.json"));

        lab.deliver();

        assertThat(on("orders")).isTrue();
        assertThat(lab.record("orders").historyCut()).isPresent();
        assertThat(mail(lab.mails().getLast())).contains("recovery was disabled");
    }

    @Test
    void saysNothingOfATableThatCannotBeReadForAMoment() {
        lab.create("orders").enabled(35);
        lab.aws
                .sandbox()
                .faults()
                .add(Fault.on("DescribeContinuousBackups", Effect.SERVER_ERROR).times(6));

        disabled("orders");

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(lab.mails()).isEmpty();
        lab.deliverFor(Duration.ofMinutes(5), MINUTE);
        assertThat(last().outcome()).hasToString("SETTLED");
        assertThat(on("orders")).isTrue();
        assertThat(lab.mails()).hasSize(1);
    }

    @Test
    void saysAtOnceThatItMayNotReadATable() {
        lab.create("orders").enabled(35);
        lab.aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "orders", Effect.DENIED));

        disabled("orders");

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(mail(lab.mails().getFirst())).contains("AWS denied dynamodb:DescribeContinuousBackups");
        lab.deliverFor(Duration.ofHours(26), Duration.ofMinutes(10));
        assertThat(lab.dead.messages()).hasSize(1);
    }

    private static String body(String file) throws Exception {
        Object batch = Json.parse(Files.readString(Path.of("..", "events", "drift", file)));
        List<?> records = (List<?>) ((Map<?, ?>) batch).get("Records");
        return String.valueOf(((Map<?, ?>) records.getFirst()).get("body"));
    }

    @Test
    void neverReactsToItself() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").disabled();
        lab.send(lab.call("UpdateContinuousBackups")
                .table("orders")
                .enabling(35)
                .agent("aws-sdk-java/2.40.2 md/io#sync app/pitr-guard"));

        lab.deliver();

        assertThat(last().outcome()).hasToString("IGNORED");
        assertThat(lab.mails()).isEmpty();
    }

    @Test
    void oneBadMessageDoesNotTouchItsNeighbours() {
        lab.create("orders").enabled(35);
        lab.create("users").enabled(35);
        lab.send(lab.disable("orders"));
        lab.queue.send("this is no JSON");
        lab.send(lab.disable("users"));

        assertThat(lab.deliver()).hasSize(1);

        assertThat(on("orders")).isTrue();
        assertThat(on("users")).isTrue();
        assertThat(lab.mails()).hasSize(2);
        lab.deliverFor(Duration.ofMinutes(40), Duration.ofMinutes(7));
        assertThat(lab.dead.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("this is no JSON"));
        assertThat(lab.mails()).hasSize(2);
    }

    @Test
    void worksWithoutTheLedgerAndSaysSo() {
        lab.create("orders").enabled(35);
        for (String operation : List.of("GetItem", "Query", "TransactWriteItems", "UpdateItem")) {
            lab.aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));
        }

        disabled("orders");

        assertThat(on("orders")).isTrue();
        assertThat(lab.mails()).hasSize(1);
        assertThat(mail(lab.mails().getFirst())).contains("the ledger could not be used");
        assertThat(last().ledgerFailure()).contains("GetItem");
        assertThat(lab.queue.messages()).isEmpty();
    }

    @Test
    void bringsAnAlertAgainThatCouldNotBeSent() {
        lab.create("orders").enabled(35);
        lab.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR).times(3));
        lab.send(lab.disable("orders"));

        assertThat(lab.deliver()).hasSize(1);
        assertThat(lab.mails()).isEmpty();
        lab.deliverFor(Duration.ofMinutes(8), MINUTE);

        assertThat(lab.mails()).hasSize(1);
        assertThat(mail(lab.mails().getFirst())).contains("Repeated?", "user alice");
    }

    @Test
    void keepsTheLimitsOverAllFunctions() {
        lab.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxChangesPerSweep: 3 }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        for (int i = 0; i < 5; i++) {
            lab.create("table-" + i).enabled(35);
        }
        lab.aws.time().advance(Duration.between(lab.aws.time().instant(), Instant.parse("2026-11-23T10:00:00Z")));
        for (int i = 0; i < 2; i++) {
            disabled("table-" + i);
        }
        for (int i = 2; i < 5; i++) {
            lab.table("table-" + i).disabled();
        }

        lab.sweep();

        assertThat(List.of("table-0", "table-1", "table-2", "table-3", "table-4"))
                .filteredOn(this::on)
                .hasSize(3);
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("table-4")).isTrue();
    }

    @Test
    void oldEventOfATableThatWasMadeAnewIsNotHeldAgainstIt() {
        lab.create("orders").enabled(35);
        lab.sweep();
        CallEvent old = lab.disable("orders");
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofHours(1));
        lab.create("orders").enabled(35);

        lab.send(old);
        lab.deliver();

        assertThat(last().outcome()).hasToString("SETTLED");
        assertThat(lab.mails()).isEmpty();
        assertThat(lab.kinds("orders")).containsExactly(Kind.ACTOR, Kind.REPLACED);
    }

    @Test
    void saysThatATableIsGone() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        disabled("orders");
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(MINUTE);
        lab.send(lab.call("DeleteTable").table("orders"));

        lab.deliver();

        assertThat(lab.mails()).hasSize(2);
        assertThat(mail(lab.mails().getLast())).contains("Resolved:", "The table no longer exists.");
        assertThat(lab.sweep().tables()).extracting(t -> t.name()).doesNotContain("orders");
    }
}
