package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.RuleEvent;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.ItemStatus;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rule says of one table that changed: the live state counts, and the item is a hint. */
class ConfigRuleChangeTest {
    private static final String OFF = "Point-in-time recovery is off; the policy requires it on.";
    private static final String ON = "Point-in-time recovery is on, period 35 days, restorable from"
            + " 2026-10-18T10:00:00Z to 2026-11-22T09:55:00Z. Rule default requires it on.";
    private static final String UNREAD = "(By the configuration item: the live state could not be read.) ";
    private static final String BY_ITEM = "orders was judged by its configuration item only. ";
    private static final String LOAD_TEST = "Exempt until 2027-03-31 (owner: team-data): load test.";
    private static final Map<String, String> EXEMPT = Map.of(
            "pitr-guard:exempt-until", "2027-03-31",
            "pitr-guard:exempt-reason", "load test",
            "pitr-guard:exempt-owner", "team-data");

    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void believesTheLiveStateAndSaysSoWhereTheItemSaysOn() {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.changed("orders");
        bed.table("orders").disabled();

        assertThat(bed.invoke(event).only())
                .isEqualTo("NON_COMPLIANT (The configuration item says recovery is on; the live state counts.) " + OFF);
    }

    @Test
    void believesTheLiveStateAndSaysSoWhereTheItemSaysOff() {
        bed.create("orders");
        RuleEvent event = bed.changed("orders");
        bed.table("orders").enabled(35);

        assertThat(bed.invoke(event).only())
                .isEqualTo("COMPLIANT (The configuration item says recovery is off; the live state counts.) " + ON);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysNothingOfTheItemWhereItAgreesOrDoesNotSay(boolean on, boolean withBackups) {
        bed.create("orders");
        if (on) {
            bed.table("orders").enabled(35);
        }
        String invoking =
                withBackups ? bed.config().record("orders") : bed.config().recordWithoutBackups("orders");

        assertThat(bed.invoke(bed.rule.event(invoking)).only())
                .isEqualTo(on ? "COMPLIANT " + ON : "NON_COMPLIANT " + OFF);
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"DENIED", "THROTTLED", "SERVER_ERROR", "EMPTY", "MALFORMED", "INACCESSIBLE_KEY", "EXPIRED_TOKEN"})
    void reportsUnreadableTableAsNonCompliantWhereItsItemSaysOffAndRemediatesNothing(Effect effect) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");
        RuleEvent event = bed.changed("orders");
        bed.fault(ConfigRuleTestBed.READ, effect);

        RuleRun run = bed.invoke(event);

        assertThat(run.only()).isEqualTo("NON_COMPLIANT " + UNREAD + OFF);
        assertThat(run.failed()).startsWith(BY_ITEM).contains("dynamodb:" + ConfigRuleTestBed.READ);
        assertThat(run.logged())
                .hasValueSatisfying(answer -> assertThat(answer.undetermined()).isEmpty());
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.metrics().get("ConfigUndetermined")).isEqualTo(0L);
        assertThat(run.metrics().get("ConfigProblems")).isEqualTo(1L);
        assertThat(run.published())
                .singleElement()
                .satisfies(digest -> assertThat(digest.subject()).contains("HIGH: orders: recovery is off"));
    }

    @Test
    void reportsTableWithoutBackupsAsNonCompliantWhereItsItemSaysOff() {
        bed.create("orders");
        RuleEvent event = bed.changed("orders");
        bed.fault(ConfigRuleTestBed.READ, Effect.GONE);

        RuleRun run = bed.invoke(event);

        assertThat(run.only()).isEqualTo("NON_COMPLIANT " + UNREAD + OFF);
        assertThat(run.failed()).startsWith(BY_ITEM).contains("knows no continuous backups");
    }

    @Test
    void withholdsTableThatMayBeGoneAlthoughItsItemSaysOff() {
        bed.create("orders");
        RuleEvent event = bed.changed("orders");
        bed.fault(ConfigRuleTestBed.READ, Effect.GONE).fault("DescribeTable", Effect.DENIED);

        RuleRun run = bed.invoke(event);

        assertThat(run.failed())
                .startsWith("Undetermined, so not reported to AWS Config: orders: ")
                .contains("Allow the caller dynamodb:DescribeTable.")
                .doesNotContain(BY_ITEM);
        assertThat(run.accepted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void withholdsUnreadableTableWhereItsItemSaysOnOrNothing(boolean withBackups) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders").enabled(35);
        bed.invoke(bed.changed("orders")).answer();
        bed.pass(Duration.ofMinutes(1));
        String invoking =
                withBackups ? bed.config().record("orders") : bed.config().recordWithoutBackups("orders");
        bed.fault(ConfigRuleTestBed.READ, Effect.DENIED);

        RuleRun run = bed.invoke(bed.rule.event(invoking));

        assertThat(run.failed())
                .startsWith("Undetermined, so not reported to AWS Config: orders: ")
                .contains("Allow the caller dynamodb:DescribeContinuousBackups.");
        assertThat(run.count(ConfigRuleTestBed.PUT)).isZero();
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(bed.dashboard().get("orders")).startsWith("COMPLIANT ");
        assertThat(run.metrics().get("ConfigUndetermined")).isEqualTo(1L);
        assertThat(run.published()).as("an alert says so too").hasSize(1);
    }

    @Test
    void withholdsUnreadableTableWhoseTagsMightExemptItAlthoughItsItemSaysOff() {
        bed.create("orders");
        RuleEvent event = bed.changed("orders");
        bed.fault(ConfigRuleTestBed.READ, Effect.DENIED).fault("ListTagsOfResource", Effect.DENIED);

        RuleRun run = bed.invoke(event);

        assertThat(run.failed())
                .contains("The verdict depends on the table's tags")
                .doesNotContain(BY_ITEM);
        assertThat(run.accepted()).isEmpty();
    }

    @Test
    void exemptsUnreadableTableWhoseItemSaysOff() {
        bed.create("orders").tags(EXEMPT);
        RuleEvent event = bed.changed("orders");
        bed.fault(ConfigRuleTestBed.READ, Effect.DENIED);

        RuleRun run = bed.invoke(event);

        assertThat(run.only()).isEqualTo("NOT_APPLICABLE " + UNREAD + LOAD_TEST);
        assertThat(run.failed()).startsWith(BY_ITEM);
    }

    @Test
    void needsNoItemForTableThatARuleExemptsWhateverItsState() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: all, exempt: { reason: rebuilt, owner: me, until: 2099-01-01 } }]
                """);
        bed.create("orders");
        RuleEvent event = bed.changed("orders");
        bed.fault(ConfigRuleTestBed.READ, Effect.DENIED);

        RuleRun run = bed.invoke(event);

        assertThat(run.only()).isEqualTo("NOT_APPLICABLE Exempt until 2099-01-01 (owner: me): rebuilt.");
        assertThat(run.failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, '(The configuration item says recovery is on; the live state counts.) '", "false, ''"})
    void takesTableThatVanishedForNotApplicable(boolean itemOn, String remark) {
        bed.create("orders");
        if (itemOn) {
            bed.table("orders").enabled(35);
        }
        RuleEvent event = bed.changed("orders");
        bed.sandbox().tables().delete("orders");

        assertThat(bed.invoke(event).only()).isEqualTo("NOT_APPLICABLE " + remark + "The table no longer exists.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{",
                "\"{}\"",
                "{\"pointInTimeRecoveryDescription\": \"x\"}",
                "{\"pointInTimeRecoveryDescription\": {\"pointInTimeRecoveryStatus\": true}}"
            })
    void judgesTheLiveStateWhereTheItemCannotBeUnderstood(String hint) {
        bed.create("orders").enabled(35);
        String event = RuleEvents.withItem(
                bed.changed("orders").json(),
                item -> item.put("supplementaryConfiguration", Map.of("ContinuousBackupsDescription", hint)));

        assertThat(bed.invoke(event).only()).isEqualTo("COMPLIANT " + ON);
    }

    @Test
    void judgesTheLiveStateOfTableWhoseItemHasAStatusThatNobodyKnows() {
        bed.create("orders").enabled(35);
        String event = RuleEvents.withItem(
                bed.changed("orders").json(), item -> item.put("configurationItemStatus", "SomethingNew"));

        assertThat(bed.invoke(event).only()).isEqualTo("COMPLIANT " + ON);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 30})
    void hasTimeEnoughWhereTheFunctionMayRunForAFewSecondsOnly(int seconds) {
        bed.timeLeft = Duration.ofSeconds(seconds);
        bed.create("orders").enabled(35);

        assertThat(bed.invoke(bed.changed("orders")).only()).isEqualTo("COMPLIANT " + ON);
    }

    @ParameterizedTest
    @EnumSource(
            value = ItemStatus.class,
            names = {"NOT_RECORDED", "DELETED", "DELETED_NOT_RECORDED"})
    void asksNothingOfAwsForItemsThatAreNotRecorded(ItemStatus status) {
        bed.create("orders").enabled(35);
        RuleRun run = bed.invoke(bed.rule.event(bed.config().recordBare("orders", status)));

        assertThat(run.only()).startsWith("NOT_APPLICABLE ");
        assertThat(run.calls()).hasSize(1);
        assertThat(run.answer().tables()).isNull();
    }

    @Test
    void takesTableOffThatLeftTheScope() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");

        RuleRun run = bed.invoke(bed.changed("orders").leftScope());

        assertThat(run.only()).isEqualTo("NOT_APPLICABLE The table has left the rule's scope.");
        assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Disabled.class);
        assertThat(run.published()).isEmpty();
    }

    @Test
    void fetchesItemThatWasTooLargeForTheEvent() {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.rule.event(bed.config().recordOversized("orders"));
        bed.table("orders").disabled();

        RuleRun run = bed.invoke(event);

        assertThat(run.only())
                .isEqualTo("NON_COMPLIANT (The configuration item says recovery is on; the live state counts.) " + OFF);
        assertThat(run.count("GetResourceConfigHistory")).isEqualTo(1);
    }

    @Test
    void takesThatALargeItemsTableWasDeletedFromTheHistory() {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.rule.event(bed.config().recordOversized("orders"));
        bed.pass(Duration.ofMinutes(1));
        bed.config().recordDeleted("orders");

        RuleRun run = bed.invoke(event);

        assertThat(run.only()).isEqualTo("NOT_APPLICABLE The table is deleted.");
        assertThat(run.accepted().getFirst().orderingTimestamp())
                .isEqualTo(bed.aws.time().instant());
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"DENIED", "THROTTLED", "SERVER_ERROR", "EMPTY", "MALFORMED", "VALIDATION"})
    void judgesTheLiveStateWhereALargeItemCannotBeFetched(Effect effect) {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.rule.event(bed.config().recordOversized("orders"));
        bed.fault("GetResourceConfigHistory", effect);

        assertThat(bed.invoke(event).only()).isEqualTo("COMPLIANT " + ON);
    }

    @Test
    void readsTheTagsOfTheTableItself() {
        bed.create("orders").taggingDelayed().tags(EXEMPT);

        assertThat(bed.invoke(bed.changed("orders")).only()).isEqualTo("NOT_APPLICABLE " + LOAD_TEST);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void changesRecordsAndAlertsNothingInATestRun(boolean scheduled) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");
        RuleEvent event = scheduled ? bed.scheduled() : bed.changed("orders");

        RuleRun run = bed.invoke(event.testMode());

        assertThat(run.answer().test()).isTrue();
        assertThat(run.answer().evaluations())
                .singleElement()
                .satisfies(evaluation -> assertThat(evaluation.compliance()).hasToString("NON_COMPLIANT"));
        assertThat(run.count(ConfigRuleTestBed.PUT)).isEqualTo(1);
        assertThat(run.accepted()).isEmpty();
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.published()).isEmpty();
        assertThat(run.metrics()).isEmpty();
        assertThat(run.answer().tables()).isNull();
    }

    @Test
    void failsAtOnceWithoutAToken() {
        bed.create("orders");

        for (String token : new String[] {null, ""}) {
            RuleRun run = bed.invoke(bed.changed("orders").withToken(token));

            assertThat(run.failed())
                    .isEqualTo("The event has no resultToken, so AWS Config would take no results. Invoke the rule from"
                            + " AWS Config, or set it to TESTMODE to try it out.");
            assertThat(run.calls()).isEmpty();
        }
    }

    @Test
    void ordersByTheCaptureTimeOfTheItem() {
        bed.create("orders");
        Instant captured = bed.aws.time().instant();
        RuleEvent event = bed.changed("orders");
        bed.pass(Duration.ofHours(3));

        assertThat(bed.invoke(event).accepted().getFirst().orderingTimestamp()).isEqualTo(captured);
    }

    @Test
    void waitsOutAFewThrottles() {
        bed.create("orders").enabled(35);
        RuleEvent event = bed.changed("orders");
        bed.sandbox()
                .faults()
                .add(Fault.on(ConfigRuleTestBed.READ, Effect.THROTTLED).times(3));

        assertThat(bed.invoke(event).only()).startsWith("COMPLIANT ");
    }
}
