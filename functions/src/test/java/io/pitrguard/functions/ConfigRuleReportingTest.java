package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.Json;
import io.pitrguard.sandbox.RuleEvent;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.traffic.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an evaluation on its way to AWS Config, and what happens after it. */
class ConfigRuleReportingTest {
    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void repeatsWhatConfigDidNotTakeUpToFourTimes(int times) {
        three();
        bed.config().failEvaluations("orders", times);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.answer().reported()).isEqualTo(3);
        assertThat(run.count(ConfigRuleTestBed.PUT)).isEqualTo(1 + times);
        assertThat(run.accepted())
                .as("the two others are sent once")
                .extracting(Evaluation::resourceId)
                .containsExactly("carts", "users", "orders");
        assertThat(bed.aws.time().waits()).as("pauses between the tries").isNotEmpty();
    }

    /** Config may call functions of other accounts; a table of the same name here is another table. */
    @Test
    void refusesRuleOfAnotherAccountBeforeAnythingIsRead() {
        three();
        String event = RuleEvents.with(bed.scheduled().json(), fields -> fields.put("accountId", "210987654321"));

        RuleRun run = bed.invoke(event);

        assertThat(run.failed())
                .isEqualTo("The event of rule 'pitr-guard' is about account 210987654321, but this function looks at"
                        + " the tables of account 123456789012. Deploy pitr-guard there, or call the rule's own"
                        + " function.");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void namesFiftyUndeterminedTablesInTheFailureAndCountsTheRest() {
        for (int i = 0; i < 60; i++) {
            bed.create("table-%02d".formatted(i));
        }
        bed.fault("DescribeContinuousBackups", Effect.DENIED);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed()).contains("table-00: ", "table-49: ", "AWS Config: … and 10 more");
        assertThat(run.failed()).doesNotContain("table-50");
        assertThat(run.logged())
                .hasValueSatisfying(answer -> assertThat(answer.undetermined()).hasSize(60));
    }

    @Test
    void namesWhatConfigDoesNotTakeAtAllAfterReportingTheRest() {
        three();
        bed.config().failEvaluations("orders", 99);
        bed.config().failEvaluations("users", 99);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed())
                .isEqualTo("Not reported: orders, users. AWS Config did not take them (FailedEvaluations). Evaluate the"
                        + " rule again: aws configservice start-config-rules-evaluation.");
        assertThat(run.count(ConfigRuleTestBed.PUT)).isEqualTo(5);
        assertThat(bed.dashboard()).containsOnlyKeys("carts");
        assertThat(run.logged()).hasValueSatisfying(answer -> {
            assertThat(answer.reported()).isEqualTo(1);
            assertThat(answer.problems()).containsExactly(run.failed());
        });
        assertThat(run.metrics().get("ConfigProblems")).isEqualTo(1L);
        assertThat(run.metrics().get("ConfigEvaluations")).isEqualTo(1L);
    }

    @Test
    void namesWithdrawalsThatConfigDoesNotTake() {
        three();
        bed.invoke(bed.scheduled()).answer();
        bed.sandbox().tables().delete("orders");
        bed.config().failEvaluations("orders", 99);
        bed.pass(Duration.ofHours(1));

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed()).startsWith("Not reported: orders. ");
        assertThat(run.logged())
                .hasValueSatisfying(answer -> assertThat(answer.withdrawn()).isEmpty());
    }

    @Test
    void doesNotRepeatUnderATokenThatIsNotGood() {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.changed("orders");
        bed.rule.expireTokens();

        RuleRun run = bed.invoke(event);

        assertThat(run.failed()).startsWith("Not reported: orders. ").contains("InvalidResultTokenException");
        assertThat(run.count(ConfigRuleTestBed.PUT)).isEqualTo(1);
    }

    @Test
    void saysThatTheRuleIsGone() {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.scheduled();
        bed.config().rules().delete(ConfigRuleTestBed.RULE);

        assertThat(bed.invoke(event).failed())
                .contains("Not reported: orders. ", "NoSuchConfigRuleException", "could not be withdrawn");
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"THROTTLED", "SERVER_ERROR", "UNAVAILABLE", "CONNECTION_DROPPED", "MALFORMED", "REQUEST_LIMIT"})
    void triesAgainWhenConfigIsBusyOrBroken(Effect effect) {
        bed.create("orders").enabled(35);
        // The SDK tries five times by itself.
        bed.sandbox().faults().add(Fault.on(ConfigRuleTestBed.PUT, effect).times(6));

        RuleRun run = bed.invoke(bed.changed("orders"));

        assertThat(run.only()).startsWith("COMPLIANT ");
        assertThat(run.answer().problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"THROTTLED", "SERVER_ERROR", "CONNECTION_DROPPED", "DENIED", "VALIDATION", "EXPIRED_TOKEN"})
    void doesNothingUntilTheEventComesAgainWhereNothingCouldBeReported(Effect effect) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");
        RuleEvent event = bed.changed("orders");
        bed.fault(ConfigRuleTestBed.PUT, effect);

        RuleRun run = bed.invoke(event);

        assertThat(run.failed()).startsWith("Not reported: orders. ").contains("config:PutEvaluations");
        assertThat(run.accepted()).isEmpty();
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.published()).isEmpty();

        bed.sandbox().faults().clear();
        RuleRun again = bed.invoke(event);

        assertThat(again.only()).startsWith("NON_COMPLIANT ");
        assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
        assertThat(again.published()).hasSize(1);
    }

    @Test
    void remediatesOnlyWhatConfigAccepted() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        three();
        bed.config().failEvaluations("orders", 99);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed()).startsWith("Not reported: orders. ");
        assertThat(bed.table("carts").recovery()).isInstanceOf(Recovery.Enabled.class);
        assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Disabled.class);
        assertThat(run.published())
                .singleElement()
                .satisfies(digest -> assertThat(digest.subject()).contains("0 not compliant", "2 fixed"));
    }

    @Test
    void reportsLaterBatchesAlthoughOneFailed() {
        for (int i = 0; i < 250; i++) {
            bed.create("table-%03d".formatted(i)).enabled(35);
        }
        bed.sandbox()
                .faults()
                .add(Fault.on(ConfigRuleTestBed.PUT, Effect.DENIED).skip(1).times(1));

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed())
                .startsWith("Not reported: table-100, table-101, ")
                .contains("table-199. ")
                .doesNotContain("table-099", "table-200");
        assertThat(run.accepted()).hasSize(150);
    }

    @Test
    void sendsBatchThatConfigRefusesInHalves() {
        for (int i = 0; i < 250; i++) {
            bed.create("table-%03d".formatted(i)).enabled(35);
        }
        bed.sandbox()
                .faults()
                .add(Fault.on(ConfigRuleTestBed.PUT, Effect.VALIDATION).skip(1).times(1));

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.answer().reported()).isEqualTo(250);
        assertThat(run.accepted()).hasSize(250);
        assertThat(run.count(ConfigRuleTestBed.PUT))
                .as("3 batches, one of them in halves")
                .isEqualTo(5);
    }

    @Test
    void logsWhatFitsHoweverManyTablesCouldNotBeReported() {
        String pad = "n".repeat(250);
        for (int i = 0; i < 3_000; i++) {
            bed.create("%05d".formatted(i) + pad).enabled(35);
        }
        bed.fault(ConfigRuleTestBed.PUT, Effect.DENIED);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(Json.write(run.logged().orElseThrow()).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(900_001);
        assertThat(run.failed().lines()).hasSize(30).allMatch(line -> line.startsWith("Not reported: 0"));
        assertThat(run.metrics().get("ConfigProblems")).isEqualTo(30L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"DENIED", "THROTTLED", "SERVER_ERROR", "NOT_YET", "VALIDATION", "IGNORED", "CONNECTION_DROPPED"})
    void neverChangesAnEvaluationBecauseARemediationFailed(Effect effect) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");
        bed.fault(ConfigRuleTestBed.WRITE, effect);

        RuleRun run = bed.invoke(bed.changed("orders"));

        assertThat(run.answer().problems()).isEmpty();
        assertThat(run.only()).isEqualTo("NON_COMPLIANT Point-in-time recovery is off; the policy requires it on.");
        assertThat(run.count(ConfigRuleTestBed.PUT)).isEqualTo(1);
        assertThat(run.published())
                .singleElement()
                .satisfies(digest -> assertThat(digest.subject())
                        .containsPattern(": orders: (recovery is off|fix failed) [(]123456789012, eu-west-1[)]$"));
    }

    @Test
    void reportsBeforeItRemediates() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        three();

        List<String> asked = bed.invoke(bed.scheduled()).calls().stream()
                .map(Call::operation)
                .filter(operation -> List.of(
                                ConfigRuleTestBed.PUT, ConfigRuleTestBed.HELD, ConfigRuleTestBed.WRITE, "Publish")
                        .contains(operation))
                .toList();

        assertThat(asked)
                .containsExactly(
                        ConfigRuleTestBed.PUT,
                        ConfigRuleTestBed.HELD,
                        ConfigRuleTestBed.WRITE,
                        ConfigRuleTestBed.WRITE,
                        ConfigRuleTestBed.WRITE,
                        "Publish");
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"DENIED", "GONE", "THROTTLED", "SERVER_ERROR"})
    void failsWhenTheAlertIsRefusedAfterAllElseIsDone(Effect effect) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");
        bed.fault("Publish", effect);

        RuleRun run = bed.invoke(bed.changed("orders"));

        assertThat(run.failed()).startsWith("The alert could not be sent. ");
        assertThat(run.only()).startsWith("NON_COMPLIANT ");
        assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
        assertThat(run.metrics().get("FixedTables")).isEqualTo(1L);
        assertThat(run.logged()).isPresent();
    }

    @Test
    void alertsNothingOfTablesThatAreFine() {
        bed.create("orders").enabled(35);

        assertThat(bed.invoke(bed.changed("orders")).published()).isEmpty();
    }

    @Test
    void onlyLogsWhereThereIsNoTopic() {
        bed.topic = Optional.empty();
        bed.create("orders");

        RuleRun run = bed.invoke(bed.changed("orders"));

        assertThat(run.answer().tables())
                .satisfies(tables -> assertThat(tables.summary().nonCompliant()).isEqualTo(1));
        assertThat(run.count("Publish")).isZero();
    }

    @Test
    void failsWhenItIsAskedToStop() {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.scheduled();
        Thread.currentThread().interrupt();

        RuleRun run = bed.invoke(event);

        assertThat(Thread.interrupted()).as("passed on").isTrue();
        // Who notices first, the SDK or the sweep, is chance.
        assertThat(run.failed()).contains("interrupted");
        assertThat(run.accepted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyReportsWhereItsParametersSaySo(boolean deployed) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.act = deployed;
        bed.create("orders");

        RuleRun run = bed.invoke(bed.changed("orders").withParameters(Map.of("act", "never")));

        assertThat(run.only()).startsWith("NON_COMPLIANT ");
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.published()).isEmpty();
        assertThat(run.answer().tables()).isNull();
    }

    @Test
    void sendsThePlanWhereTheDeploymentMayNotChangeTables() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.act = false;
        three();

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.accepted()).hasSize(3);
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.published()).singleElement().satisfies(digest -> {
            assertThat(digest.subject()).contains("3 not compliant", "0 fixed");
            assertThat(digest.message())
                    .contains(
                            "Nothing is changed here (PITR_GUARD_ACT is never, or PITR_GUARD_GRANTED is alert). Would enable ");
        });
        assertThat(run.answer().tables())
                .satisfies(tables -> assertThat(tables.tables())
                        .hasSize(3)
                        .allSatisfy(table -> assertThat(table.remediation())
                                .satisfies(done -> assertThat(done.outcome()).hasToString("Planned"))));
    }

    @Test
    void respectsTheChangeBudgetOfThePolicy() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxChangesPerSweep: 2 }
                rules: [{ name: all, action: remediate }]
                """);
        three();

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.count(ConfigRuleTestBed.WRITE)).isEqualTo(2);
        assertThat(run.accepted()).hasSize(3);
        assertThat(run.metrics().get("FixedTables")).isEqualTo(2L);
        assertThat(run.published())
                .singleElement()
                .satisfies(digest -> assertThat(digest.subject()).contains("1 not compliant", "2 fixed"));
    }

    /** Lambda repeats an event whose invocation failed. */
    @Test
    void respectsTheChangeBudgetOverAllTriesOfAnEvent() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxChangesPerSweep: 2 }
                rules: [{ name: all, action: remediate }]
                """);
        three();
        bed.create("broken");
        bed.sandbox().faults().add(Fault.on(ConfigRuleTestBed.READ, "broken", Effect.DENIED));
        RuleEvent event = bed.scheduled();

        long changed = 0;
        for (int i = 0; i < 3; i++) {
            RuleRun run = bed.invoke(event);
            assertThat(run.failed()).contains("broken: ");
            changed += run.count(ConfigRuleTestBed.WRITE);
        }

        assertThat(changed).isEqualTo(2);
    }

    @Test
    void respectsTheChangeBudgetOverTheChangesOfManyTables() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxChangesPerSweep: 2 }
                rules: [{ name: all, action: remediate }]
                """);
        three();

        long changed = 0;
        for (String table : List.of("carts", "orders", "users")) {
            changed += bed.invoke(bed.changed(table)).count(ConfigRuleTestBed.WRITE);
        }

        assertThat(changed).isEqualTo(2);
        bed.pass(Duration.ofHours(1));
        assertThat(bed.invoke(bed.changed("users")).count(ConfigRuleTestBed.WRITE))
                .isEqualTo(1);
    }

    private void three() {
        bed.create("carts");
        bed.create("orders");
        bed.create("users");
    }
}
