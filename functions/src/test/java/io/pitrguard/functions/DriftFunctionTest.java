package io.pitrguard.functions;

import static io.pitrguard.functions.DriftTestBed.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Actor;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that somebody makes, and what becomes of them. */
class DriftFunctionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SHORT_WAIT = "PT30S";

    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private Recovery recovery(String table) {
        return bed.table(table).recovery();
    }

    private boolean on(String table) {
        return recovery(table) instanceof Recovery.Enabled;
    }

    private DriftView last() {
        return bed.log.getLast();
    }

    /** Disables a table's recovery and brings the event. */
    private void disabled(String table) {
        bed.send(bed.disable(table));
        bed.deliver();
    }

    @Test
    void enablesWithTheFormerPeriodAndSaysWhatThePolicyAsks() {
        bed.policy = ConfigRuleTestBed.WEEK;
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));

        disabled("orders");

        assertThat(recovery("orders"))
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class, on -> assertThat(on.days()).isEqualTo(35));
        assertThat(mail(bed.mails().getLast()))
                .contains("recovery with its former period of 35 days; the policy asks for 7");
    }

    @Test
    void tellsTheStoryOfATableThatWasDisabled() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.send(bed.disable("orders").by("bob"));
        bed.pass(Duration.ofSeconds(20));

        assertThat(bed.deliver()).isEmpty();

        assertThat(on("orders")).isTrue();
        assertThat(bed.mails()).hasSize(1);
        assertThat(mail(bed.mails().getFirst()))
                .contains("user bob", "198.51.100.7", "the AWS CLI", "recovery was disabled")
                .contains("Done:           Enabled and verified point-in-time recovery with a period of 35 days.")
                .contains("can be restored any more.\n")
                .containsOnlyOnce("after user bob called")
                .containsOnlyOnce(" user bob\n")
                .containsPattern("Recovery off: +from \\S+ to \\S+ \\(20 s\\)\n")
                .doesNotContain("Repeated?");
        assertThat(bed.kinds("orders"))
                .containsExactlyInAnyOrder(Kind.ACTOR, Kind.OPENED, Kind.RESOLVED, Kind.REMEDIATED, Kind.HISTORY_LOST);
        bed.pass(Duration.ofHours(1));
        assertThat(bed.sweep().summary().nonCompliant()).isEqualTo(1);
        assertThat(bed.mails()).as("the next sweep sends nothing new").hasSize(1);
    }

    @Test
    void saysWhatLastsAgainAfterASilenceAndThatItIsOver() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        disabled("orders");
        assertThat(bed.mails()).hasSize(1);
        bed.sweep();
        assertThat(bed.mails()).hasSize(1);

        bed.pass(Duration.ofHours(24));
        bed.sweep();
        assertThat(bed.mails()).hasSize(2);
        assertThat(mail(bed.mails().getLast())).contains("Reminder:");

        bed.table("orders").enabled(35, bed.aws.time().instant());
        bed.pass(MINUTE);
        bed.sweep();
        assertThat(bed.mails()).hasSize(3);
        assertThat(mail(bed.mails().getLast())).contains("Resolved:", "Recovery was off.");
        bed.sweep();
        assertThat(bed.mails()).hasSize(3);
    }

    @Test
    void notifiesAgainOnceThereIsAConfirmedSubscriber() {
        bed.policy = Policy.BUILT_IN;
        bed.aws.sandbox().topics().unsubscribe(bed.topic, "ops@example.com");
        bed.aws.sandbox().topics().subscribe(bed.topic, "email", "ops@example.com");
        bed.create("orders").enabled(35);
        disabled("orders");
        assertThat(bed.mails()).hasSize(1);

        bed.aws.sandbox().topics().confirm(bed.topic, "ops@example.com");
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.mails()).as("nobody got the first").hasSize(2);
        bed.sweep();
        assertThat(bed.mails()).hasSize(2);
    }

    @Test
    void doesNotChangeATableThatIsNew() {
        bed.aws.sandbox().tables().create("fresh").disabled();
        bed.send(bed.call("CreateTable").table("fresh"));

        bed.deliver();

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(on("fresh")).isFalse();
        assertThat(bed.mails()).isEmpty();
        // The deployment enables recovery a moment later.
        bed.table("fresh").enabled(35);
        bed.deliverFor(Duration.ofMinutes(6), Duration.parse(SHORT_WAIT));
        assertThat(last().outcome()).hasToString("SETTLED");
        assertThat(bed.mails()).isEmpty();
        assertThat(bed.queue.messages()).isEmpty();
    }

    @Test
    void remediatesANewTableWhoseGraceIsOver() {
        bed.aws.sandbox().tables().create("fresh").disabled();
        bed.send(bed.call("CreateTable").table("fresh"));

        bed.deliverFor(Duration.ofMinutes(4), Duration.parse(SHORT_WAIT));
        assertThat(on("fresh")).isFalse();
        bed.deliverFor(Duration.ofMinutes(2), Duration.parse(SHORT_WAIT));

        assertThat(on("fresh")).isTrue();
        assertThat(bed.mails()).hasSize(1);
        assertThat(mail(bed.mails().getFirst())).contains("CreateTable was called.", "user alice");
    }

    @Test
    void tagsOfANewTableDoNotCutItsGraceShort() {
        bed.aws.sandbox().tables().create("fresh").disabled();
        bed.send(bed.call("TagResource").with("resourceArn", bed.table("fresh").arn()));

        bed.deliver();

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(bed.mails()).isEmpty();
    }

    @Test
    void comesBackLaterAndLaterForATableThatIsNotReady() {
        bed.create("restored").disabled().notYetFor(Duration.ofHours(3));
        bed.send(bed.call("RestoreTableToPointInTime").with("targetTableName", "restored"));
        bed.pass(Duration.ofMinutes(10));

        bed.deliverFor(Duration.ofHours(1), MINUTE);
        long snapshots = bed.log.size();
        assertThat(snapshots).isBetween(5L, 10L);
        assertThat(bed.mails()).as("notified once that it is off").hasSize(1);
        bed.deliverFor(Duration.ofHours(3), MINUTE);

        assertThat(on("restored")).isTrue();
        assertThat(bed.mails()).hasSize(2);
        assertThat(last().outcome()).hasToString("SETTLED");
    }

    @Test
    void givesUpLoudlyAfterADay() {
        bed.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        bed.send(bed.call("CreateTable").table("stuck"));
        bed.pass(Duration.ofMinutes(10));

        bed.deliverFor(Duration.ofHours(26), Duration.ofMinutes(5));

        assertThat(bed.dead.messages()).hasSize(1);
        assertThat(bed.queue.messages()).isEmpty();
        assertThat(mail(bed.mails().getLast())).contains("pitr-guard tried for a day.");
        assertThat(bed.mails()).hasSize(2);
        assertThat(bed.kinds("stuck")).contains(Kind.FAILED);
    }

    @Test
    void suspendsRemediationOfAFlappingTableAndReportsIt() {
        bed.create("orders").enabled(35);
        bed.sweep();
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofHours(1));
            bed.send(bed.disable("orders").by("bob-" + i));
            bed.pass(Duration.ofSeconds(10));
            bed.deliver();
        }

        assertThat(on("orders")).as("the fourth time remediation is suspended").isFalse();
        assertThat(bed.mails()).hasSize(4);
        assertThat(bed.mails().getLast().subject())
                .contains("CRITICAL", "off again, remediation suspended (123456789012, eu-west-1)");
        assertThat(mail(bed.mails().getLast()))
                .contains("by user bob-1", "by user bob-2", "by user bob-3", "acknowledge orders");
        assertThat(bed.kinds("orders")).containsOnlyOnce(Kind.FLAPPING);
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(on("orders")).as("a sweep does not remediate it, either").isFalse();
        assertThat(bed.mails()).hasSize(4);

        bed.acknowledge("orders");
        bed.sweep();

        assertThat(on("orders")).isTrue();
    }

    @Test
    void exemptionEndsFlapping() {
        bed.create("orders").enabled(35);
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofHours(1));
            disabled("orders");
        }
        assertThat(on("orders")).isFalse();
        bed.table("orders")
                .tags(Map.of(
                        "pitr-guard:exempt-until", "2026-11-23",
                        "pitr-guard:exempt-reason", "migration",
                        "pitr-guard:exempt-owner", "data"));
        bed.sweep();
        bed.table("orders").tags(Map.of());

        bed.sweep();

        assertThat(on("orders")).isTrue();
    }

    @Test
    void doesNotTakeTheSameCallForAnother() {
        bed.create("orders").enabled(35);
        for (int i = 0; i < 5; i++) {
            CallEvent event = bed.disable("orders");
            String json = event.json("request-" + i / 5);
            bed.queue.send(json);
            bed.deliver();
            bed.queue.send(json);
            bed.pass(Duration.ofSeconds(10));
            bed.deliver();
            bed.table("orders").enabled(35);
            bed.pass(Duration.ofDays(2));
        }

        assertThat(bed.kinds("orders")).doesNotContain(Kind.FLAPPING);
    }

    @Test
    void namesWhoDisabledItAlsoWhereThePayloadIsMissing() throws Exception {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.table("orders").disabled();
        bed.queue.send(body("null-payload.json")
                .replace("2026-11-22T09:16:20Z", bed.aws.time().instant().toString()));

        bed.deliver();

        assertThat(on("orders")).isTrue();
        assertThat(bed.record("orders").historyCuts()).isNotEmpty();
        assertThat(mail(bed.mails().getLast())).contains("recovery was disabled");
    }

    @Test
    void saysNothingOfATableThatCannotBeReadForAMoment() {
        bed.create("orders").enabled(35);
        bed.aws
                .sandbox()
                .faults()
                .add(Fault.on("DescribeContinuousBackups", Effect.SERVER_ERROR).times(6));

        disabled("orders");

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(bed.mails()).isEmpty();
        bed.deliverFor(Duration.ofMinutes(5), MINUTE);
        assertThat(last().outcome()).hasToString("SETTLED");
        assertThat(on("orders")).isTrue();
        assertThat(bed.mails()).hasSize(1);
    }

    @Test
    void saysAtOnceThatItMayNotReadATable() {
        bed.create("orders").enabled(35);
        bed.aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "orders", Effect.DENIED));

        disabled("orders");

        assertThat(last().outcome()).hasToString("REQUEUED");
        assertThat(mail(bed.mails().getFirst())).contains("AWS denied dynamodb:DescribeContinuousBackups");
        bed.deliverFor(Duration.ofHours(26), Duration.ofMinutes(10));
        assertThat(bed.dead.messages()).hasSize(1);
    }

    private static String body(String file) throws Exception {
        Object batch = Json.parse(Files.readString(Path.of("..", "events", "drift", file)));
        List<?> records = (List<?>) ((Map<?, ?>) batch).get("Records");
        return String.valueOf(((Map<?, ?>) records.getFirst()).get("body"));
    }

    @Test
    void neverReactsToItself() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.send(bed.disable("orders"));
        bed.deliver();
        int before = bed.mails().size();
        int entries = bed.timeline("orders").size();
        CallEvent own = bed.call("UpdateContinuousBackups").table("orders").enabling(35);

        bed.send(own.byFunction("pitr-guard-drift"));
        bed.deliver();

        assertThat(last().outcome()).hasToString("IGNORED");
        assertThat(bed.mails()).hasSize(before);
        assertThat(bed.timeline("orders")).hasSize(entries);
    }

    @ParameterizedTest
    @CsvSource({
        "pitr-guard-FunctionRole-1A2B/pitr-guard-drift, 10",
        "admin/pitr-guard-drift, 0",
        "pitr-guard-FunctionRole-1A2B/jane, 0",
        "eve, 0"
    })
    void callWithoutTheLedgersMarkOrTheRoleIsNotItsOwn(String who, int minutesAfterItsOwn) {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.send(bed.disable("orders"));
        bed.deliver();
        bed.pass(Duration.ofMinutes(minutesAfterItsOwn));

        bed.send(bed.call("UpdateContinuousBackups")
                .table("orders")
                .enabling(35)
                .by(who)
                .agent("aws-sdk-java/2.40.2 md/io#sync app/pitr-guard"));
        bed.deliver();

        assertThat(last().outcome()).hasToString("SETTLED");
        assertThat(bed.timeline("orders"))
                .anySatisfy(entry -> assertThat(entry.actor().map(Actor::who).orElse(""))
                        .contains(who.substring(who.indexOf('/') + 1)));
    }

    @Test
    void oneBadMessageDoesNotTouchItsNeighbours() {
        bed.create("orders").enabled(35);
        bed.create("users").enabled(35);
        bed.send(bed.disable("orders"));
        bed.queue.send("this is no JSON");
        bed.send(bed.disable("users"));

        assertThat(bed.deliver()).hasSize(1);

        assertThat(on("orders")).isTrue();
        assertThat(on("users")).isTrue();
        assertThat(bed.mails()).hasSize(2);
        bed.deliverFor(Duration.ofMinutes(40), Duration.ofMinutes(7));
        assertThat(bed.dead.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("this is no JSON"));
        assertThat(bed.mails()).hasSize(2);
    }

    @Test
    void worksWithoutTheLedgerAndSaysSo() {
        bed.create("orders").enabled(35);
        for (String operation : List.of("GetItem", "Query", "TransactWriteItems", "UpdateItem")) {
            bed.aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));
        }

        disabled("orders");

        assertThat(on("orders")).isTrue();
        assertThat(bed.mails()).hasSize(1);
        assertThat(mail(bed.mails().getFirst())).contains("The ledger could not be used");
        assertThat(last().ledgerFailure()).contains("GetItem");
        assertThat(bed.queue.messages()).isEmpty();
    }

    @Test
    void bringsAnAlertAgainThatCouldNotBeSent() {
        bed.create("orders").enabled(35);
        bed.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR).times(3));
        bed.send(bed.disable("orders"));

        assertThat(bed.deliver()).hasSize(1);
        assertThat(bed.mails()).isEmpty();
        bed.deliverFor(Duration.ofMinutes(8), MINUTE);

        assertThat(bed.mails()).hasSize(1);
        assertThat(mail(bed.mails().getFirst())).contains("Repeated?", "user alice");
    }

    @Test
    void keepsTheLimitsOverAllFunctions() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxChangesPerSweep: 3 }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        for (int i = 0; i < 5; i++) {
            bed.create("table-" + i).enabled(35);
        }
        bed.aws.time().advance(Duration.between(bed.aws.time().instant(), Instant.parse("2026-11-23T10:00:00Z")));
        for (int i = 0; i < 2; i++) {
            disabled("table-" + i);
        }
        for (int i = 2; i < 5; i++) {
            bed.table("table-" + i).disabled();
        }

        bed.sweep();

        assertThat(List.of("table-0", "table-1", "table-2", "table-3", "table-4"))
                .filteredOn(bed::on)
                .hasSize(3);
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(on("table-4")).isTrue();
    }

    @Test
    void oldEventOfATableThatWasMadeAnewIsNotHeldAgainstIt() {
        bed.create("orders").enabled(35);
        bed.sweep();
        CallEvent old = bed.disable("orders");
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(Duration.ofHours(1));
        bed.create("orders").enabled(35);

        bed.send(old);
        bed.deliver();

        assertThat(last().outcome()).hasToString("SETTLED");
        assertThat(bed.mails()).isEmpty();
        assertThat(bed.kinds("orders")).containsExactly(Kind.ACTOR, Kind.REPLACED);
    }

    @Test
    void saysThatATableIsGone() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        disabled("orders");
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(MINUTE);
        bed.send(bed.call("DeleteTable").table("orders"));

        bed.deliver();

        assertThat(bed.mails()).hasSize(2);
        assertThat(mail(bed.mails().getLast())).contains("No longer open:", "The table no longer exists.");
        assertThat(bed.sweep().tables()).extracting(t -> t.name()).doesNotContain("orders");
    }
}
