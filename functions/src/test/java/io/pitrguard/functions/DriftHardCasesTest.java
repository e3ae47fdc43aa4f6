package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.DriftView;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a breaker tried. */
class DriftHardCasesTest {
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

    @Test
    void recreatedTableIsNotLeftAloneForTheFightOfItsPredecessor() {
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
    void secondLossIsNewsThoughTheFirstIsOpen() {
        lab.create("orders").enabled(35);
        lab.sweep();
        for (int i = 0; i < 2; i++) {
            lab.pass(Duration.ofHours(3));
            lab.table("orders").disabled();
            lab.pass(Duration.ofMinutes(1));
            lab.table("orders").enabled(35, lab.aws.time().instant());
            lab.pass(Duration.ofHours(1));
            lab.sweep();
        }
        assertThat(lab.kinds("orders").stream().filter(Kind.HISTORY_LOST::equals))
                .hasSize(2);
        assertThat(lab.mails()).as("one mail for each loss").hasSize(2);
    }

    @Test
    void reminderDoesNotHideASecondLoss() {
        lab.create("orders").enabled(35);
        lab.sweep();
        for (int i = 0; i < 2; i++) {
            lab.pass(Duration.ofHours(23));
            lab.table("orders").disabled();
            lab.pass(Duration.ofMinutes(1));
            lab.table("orders").enabled(35, lab.aws.time().instant());
            lab.pass(Duration.ofHours(1));
            lab.sweep();
        }
        assertThat(texts().getLast()).doesNotContain("you were told before; it is still so");
    }

    @Test
    void failureIsNotOverBecauseItWasPutOff() {
        lab.create("orders").disabled();
        lab.aws.sandbox().faults().add(Fault.on("UpdateContinuousBackups", Effect.DENIED));
        lab.sweep();
        lab.aws.sandbox().faults().clear();
        lab.aws.sandbox().faults().add(Fault.on("UpdateContinuousBackups", Effect.THROTTLED));
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("orders")).isFalse();
        assertThat(texts()).as("nothing is over").noneMatch(text -> text.contains("Over:"));
    }

    @Test
    void givenUpIsNotOver() {
        lab.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        lab.send(lab.call("CreateTable").table("stuck"));
        lab.pass(Duration.ofMinutes(10));
        lab.deliverFor(Duration.ofHours(26), Duration.ofMinutes(5));
        assertThat(texts().getLast()).contains("It was requeued for a day.");
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("stuck")).isFalse();
        assertThat(texts()).as("nothing is over").noneMatch(text -> text.contains("Over:"));
    }

    @Test
    void alertOfARunThatWasKilledGoesOutThoughAnotherCorrectedInBetween() {
        lab.create("orders").enabled(35);
        lab.sweep();
        int missing = 0;
        StringBuilder which = new StringBuilder();
        for (int calls = 0; calls < 20; calls++) {
            String table = "t-" + calls;
            lab.create(table).enabled(35);
        }
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        for (int calls = 0; calls < 20; calls++) {
            String table = "t-" + calls;
            lab.send(lab.disable(table).by("bob"));
            boolean cut = lab.deliverToOneThatEndsAfter(calls);
            boolean done = on(table);
            lab.pass(Duration.ofMinutes(2));
            lab.send(lab.disable(table).by("mallory"));
            lab.deliver();
            lab.pass(Duration.ofMinutes(20));
            lab.deliver();
            assertThat(lab.queue.messages()).isEmpty();
            List<String> who =
                    lab.alerts(table).stream().map(alert -> alert.call().who()).toList();
            if (cut && done && !who.contains("user bob")) {
                missing++;
                which.append(calls)
                        .append(": ")
                        .append(who)
                        .append("; bouts ")
                        .append(lab.record(table).flapping().disables().size())
                        .append('\n');
            }
        }
        assertThat(missing).as("alerts about bob that never went out\n" + which).isZero();
    }

    @Test
    void alertThatSnsRefusedGoesOutThoughAnotherCorrectedInBetween() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR));
        lab.send(lab.disable("orders").by("bob"));
        lab.deliver();
        lab.aws.sandbox().faults().clear();
        lab.pass(Duration.ofMinutes(2));
        lab.send(lab.disable("orders").by("mallory"));
        lab.deliver();
        lab.deliverFor(Duration.ofMinutes(30), Duration.ofMinutes(1));
        assertThat(lab.alerts("orders").stream().map(alert -> alert.call().who()))
                .contains("user mallory", "user bob");
    }

    @Test
    void whoClaimsToBePitrGuardAndShortensIsNotPassedOver() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.table("orders").enabled(1);
        lab.send(lab.call("UpdateContinuousBackups")
                .table("orders")
                .enabling(1)
                .agent("x app/pitr-guard")
                .by("mallory"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(lab.log.getLast().outcome()).hasToString("SETTLED");
        assertThat(lab.mails()).hasSize(1);
    }

    @Test
    void limitThatCouldNotBeCountedOnceIsNotSaidForAnHour() {
        lab.create("orders").enabled(35);
        lab.create("users").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().faults().add(Fault.on("UpdateItem", Effect.DENIED).times(1));
        lab.send(lab.disable("orders"));
        lab.send(lab.disable("users"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(lab.log.getFirst().ledgerFailure()).isNotNull();
        assertThat(lab.log.getLast().ledgerFailure())
                .as("the ledger took all of the second")
                .isNull();
    }

    @Test
    void whatMayBeToldTwiceForAnOutageIsMarkedOnce() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.aws
                .sandbox()
                .faults()
                .add(Fault.on("TransactWriteItems", Effect.DENIED).skip(1));
        lab.send(lab.disable("orders"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        lab.aws.sandbox().faults().clear();
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(lab.mails()).hasSize(2);
        assertThat(texts()).as("one of the two is marked").anyMatch(text -> text.contains("Repeated?"));
    }

    @Test
    void halfACharacterInAUserAgent() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.send(lab.disable("orders").agent("x".repeat(98) + "\uD83D\uDE00 and more of it"));
        lab.pass(Duration.ofSeconds(10));
        assertThat(lab.deliver()).isEmpty();
        assertThat(on("orders")).isTrue();
        assertThat(lab.log.getLast().ledgerFailure()).isNull();
    }

    @Test
    void tableOfAnotherAccountIsNotOurs() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.send(lab.call("UpdateContinuousBackups")
                .table("arn:aws:dynamodb:eu-west-1:999999999999:table/orders")
                .disabling());
        lab.deliver();
        assertThat(lab.kinds("orders")).isEmpty();
    }

    @Test
    void oneMemoryThatCannotBeReadCostsOneTable() {
        lab.create("orders").enabled(35);
        lab.create("users").enabled(35);
        lab.sweep();
        fightOf("users");
        int before = lab.mails().size();
        Map<String, AttributeValue> key = Map.of(
                "pk",
                        AttributeValue.fromS("FLEET#aws#" + lab.aws.where().account() + "#"
                                + lab.aws.where().region()),
                "sk", AttributeValue.fromS("TABLE#orders"));
        Map<String, AttributeValue> item = new java.util.HashMap<>(key);
        item.put("format", AttributeValue.fromN("2"));
        item.put("version", AttributeValue.fromN("1"));
        lab.aws
                .clients()
                .dynamoDb()
                .putItem(b -> b.tableName(DriftTestBed.LEDGER).item(item));
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("users"))
                .as("the fight about another table is remembered")
                .isFalse();
        assertThat(lab.mails()).hasSize(before);
    }

    private void fightOf(String table) {
        for (int i = 0; i < 4; i++) {
            lab.pass(Duration.ofHours(1));
            lab.send(lab.disable(table).by("bob-" + i));
            lab.pass(Duration.ofSeconds(10));
            lab.deliver();
        }
        assertThat(on(table)).isFalse();
    }

    @Test
    void absurdMessagesTouchNobody() {
        lab.create("orders").enabled(35);
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        lab.queue.send(deep);
        lab.queue.send("[".repeat(900) + "]".repeat(900));
        lab.queue.send("{\"detail-type\":1e999999999,\"source\":" + "9".repeat(900) + "}");
        lab.queue.send("null");
        lab.queue.send("");
        lab.queue.send(lab.call("UpdateContinuousBackups")
                .table("orders")
                .json()
                .replace("198.51.100.7", "\\u0000\\n\\u202e x"));
        lab.send(lab.disable("orders").with("junk", "x".repeat(200_000)));
        lab.pass(Duration.ofSeconds(10));
        assertThat(lab.deliver()).hasSize(5);
        assertThat(on("orders")).isTrue();
        assertThat(lab.mails()).hasSize(1);
    }

    @Test
    void endIsToldThoughTheTableWasMadeAnew() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.send(lab.call("TagResource").with("resourceArn", lab.table("orders").arn()));
        lab.deliver();
        lab.send(lab.disable("orders"));
        lab.deliver();
        assertThat(lab.mails()).hasSize(1);
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofMinutes(1));
        lab.aws.sandbox().tables().create("orders").enabled(35);
        lab.send(lab.call("CreateTable").table("orders"));
        lab.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));
        lab.sweep();
        assertThat(texts()).as("that it is over").anyMatch(text -> text.contains("Over:"));
    }

    @Test
    void fightIsNotOverWhenSomebodyEnablesRecovery() {
        flapping("orders");
        lab.pass(Duration.ofHours(1));
        lab.table("orders").enabled(35, lab.aws.time().instant());
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        boolean saysOver = texts().stream()
                .flatMap(String::lines)
                .anyMatch(line -> line.contains("Over:") && line.contains("FLAPPING"));
        lab.pass(Duration.ofHours(1));
        lab.send(lab.disable("orders").by("bob-5"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(saysOver && !on("orders"))
                .as("said that the fight is over, and leaves the table alone all the same")
                .isFalse();
    }

    @Test
    void configRuleDoesNotEnableDuringAFightWhenTheFirstReadFails() throws Exception {
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
                            settings, lab.aws.clients(), lab.aws.time(), new PrintStream(new ByteArrayOutputStream()))),
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
    void callOfTheFarFutureIsNotPutOffForEver() {
        lab.create("orders").disabled();
        lab.queue.send(lab.call("CreateTable")
                .table("orders")
                .json()
                .replaceAll("\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"2099-01-01T00:00:00Z\""));
        lab.deliverFor(Duration.ofHours(26), Duration.ofMinutes(10));
        assertThat(on("orders")).isTrue();
    }

    @Test
    void messageThatWaitedInTheQueueIsNotGivenUpUntried() {
        lab.create("orders").disabled().notYetFor(Duration.ofHours(27));
        lab.send(lab.disable("orders"));
        lab.pass(Duration.ofHours(25));
        lab.deliver();
        assertThat(lab.log.getLast().outcome()).hasToString("REQUEUED");
    }

    @Test
    void exemptTableThatIsOffIsNotAsItShouldBe() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.send(lab.disable("orders"));
        lab.deliver();
        lab.table("orders")
                .tags(Map.of(
                        "pitr-guard:exempt-until", "2026-12-23",
                        "pitr-guard:exempt-reason", "because",
                        "pitr-guard:exempt-owner", "mallory"));
        lab.send(lab.call("TagResource")
                .with("resourceArn", lab.table("orders").arn())
                .by("mallory"));
        lab.deliver();
        assertThat(lab.mails()).hasSize(2);
        assertThat(lab.mails().getLast().subject()).doesNotContain("as it should be again");
    }

    @Test
    void deletedTableIsNotAsItShouldBe() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.send(lab.disable("orders"));
        lab.deliver();
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofMinutes(1));
        lab.send(lab.call("DeleteTable").table("orders"));
        lab.deliver();
        assertThat(lab.mails().getLast().subject()).doesNotContain("as it should be again");
    }

    private void madeAnew() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofMinutes(30));
        lab.aws.sandbox().tables().create("orders").enabled(35, lab.aws.time().instant());
        lab.pass(Duration.ofMinutes(30));
    }

    @Test
    void tableMadeAnewThatCannotBeDescribedHasLostNothing() {
        madeAnew();
        lab.aws.sandbox().faults().add(Fault.on("DescribeTable", Effect.DENIED));
        lab.sweep();
        assertThat(lab.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
        assertThat(texts()).noneMatch(text -> text.contains("can be restored any more"));
    }

    @Test
    void tableMadeAnewHasLostNothing() {
        madeAnew();
        lab.sweep();
        assertThat(texts()).noneMatch(text -> text.contains("can be restored any more"));
        assertThat(lab.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
        assertThat(lab.record("orders").history().losses())
                .as("what status and acknowledge go by")
                .isEmpty();
    }

    @Test
    void metricsCountWhatWasCorrectedThoughTheAlertWasRefused() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR).times(3));
        lab.send(lab.disable("orders"));
        lab.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(lab.log.stream().map(DriftView::table).filter(table -> table != null && table.remediation() != null))
                .as("log lines that say that it was corrected")
                .isNotEmpty();
    }

    @Test
    void mailHasNoCharactersThatTurnItAround() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.send(lab.disable("orders").agent("evil\u202Ecod.exe\u200B\u2066 x"));
        lab.deliver();
        assertThat(texts().getLast()).doesNotContain("\u202E");
    }

    @Test
    void runThatTellsLeavesTheMarkOfAnotherThatStillOwesAnAlert() {
        // A sweep finds out and is about to tell; before it does, a drift run enables recovery and is killed.
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().faults().add(Fault.on("Publish", Effect.SERVER_ERROR));
        lab.send(lab.disable("orders").by("bob"));
        lab.deliver();
        lab.aws.sandbox().faults().clear();
        assertThat(lab.record("orders").runMarkers()).isNotEmpty();
        lab.policy = ConfigRuleTestBed.REMEDIATE;
        lab.pass(Duration.ofMinutes(1));
        lab.sweep();
        assertThat(on("orders")).isTrue();
        lab.deliverFor(Duration.ofMinutes(20), Duration.ofMinutes(1));
        assertThat(lab.alerts("orders").stream().map(alert -> alert.call().who()))
                .contains("user bob");
    }

    private void markOfAnother(String table) {
        io.pitrguard.port.Ledger.Stored stored =
                lab.ledger().read(lab.aws.where().table(table)).success().orElseThrow();
        lab.ledger()
                .write(
                        stored,
                        stored.record()
                                .begin(new io.pitrguard.domain.ledger.RunMarker(
                                        lab.aws.time().instant(),
                                        "a sweep that is at it",
                                        io.pitrguard.domain.ledger.RunMarker.Change.ENABLING,
                                        false)),
                        List.of());
    }

    @Test
    void givingUpIsToldThoughASweepIsAtIt() {
        lab.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        lab.send(lab.call("CreateTable").table("stuck"));
        lab.pass(Duration.ofMinutes(10));
        lab.deliverFor(Duration.ofHours(23), Duration.ofMinutes(5));
        for (int i = 0; i < 40; i++) {
            // Sweeps come, and are at it for some minutes each time.
            markOfAnother("stuck");
            lab.pass(Duration.ofMinutes(5));
            lab.deliver();
        }
        assertThat(lab.dead.messages()).hasSize(1);
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(texts()).anyMatch(text -> text.contains("It was requeued for a day."));
    }

    @Test
    void fightIsToldThoughASweepIsAtIt() {
        lab.create("orders").enabled(35);
        lab.sweep();
        for (int i = 0; i < 3; i++) {
            lab.pass(Duration.ofHours(1));
            lab.send(lab.disable("orders").by("bob-" + i));
            lab.pass(Duration.ofSeconds(10));
            lab.deliver();
        }
        lab.pass(Duration.ofHours(1));
        markOfAnother("orders");
        lab.send(lab.disable("orders").by("bob-3"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(lab.queue.messages()).isEmpty();
        assertThat(lab.mails().getLast().subject())
                .as("the message is done with")
                .contains("CRITICAL");
    }

    @Test
    void itemThatNamesNoTableDoesNotStopSweeps() {
        lab.create("orders").disabled();
        Map<String, AttributeValue> item = Map.of(
                "pk",
                        AttributeValue.fromS("FLEET#aws#" + lab.aws.where().account() + "#"
                                + lab.aws.where().region()),
                "sk", AttributeValue.fromS("TABLE#a b/c"),
                "format", AttributeValue.fromN("1"),
                "version", AttributeValue.fromN("1"));
        lab.aws
                .clients()
                .dynamoDb()
                .putItem(b -> b.tableName(DriftTestBed.LEDGER).item(item));
        lab.sweep();
        assertThat(on("orders")).isTrue();
    }

    @Test
    void countsABoutOfATableThatWasFixedByARunThatWasCutShort() {
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

    @Test
    void idThatADriftRunReadIsLearned() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.send(lab.call("TagResource").with("resourceArn", lab.table("orders").arn()));
        lab.deliver();
        assertThat(lab.log.getLast().outcome()).hasToString("SETTLED");
        assertThat(lab.record("orders").tableId()).isPresent();
    }

    @Test
    void whatStatusSaysOfATableMadeAnew() {
        madeAnew();
        lab.sweep();
        assertThat(io.pitrguard.domain.ledger.AwaitingPerson.of(
                                lab.record("orders"),
                                FlappingRules.STANDARD,
                                Duration.ofDays(35),
                                lab.aws.time().instant())
                        .losses())
                .isEmpty();
    }

    @Test
    void tableReplacedByADeploymentThatTellsOfEachStepHasLostNothing() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().tables().delete("orders");
        lab.send(lab.call("DeleteTable").table("orders"));
        lab.pass(Duration.ofMinutes(1));
        lab.deliver();
        lab.sweep();
        lab.aws.sandbox().tables().create("orders").enabled(35, lab.aws.time().instant());
        lab.send(lab.call("CreateTable").table("orders"));
        lab.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(lab.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
    }
}
