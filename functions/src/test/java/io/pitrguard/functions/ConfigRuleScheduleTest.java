package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.sandbox.RuleEvent;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The periodic evaluation of a whole account and region. */
class ConfigRuleScheduleTest {
    private static final int TABLES = 1_000;
    private static final int STALE = 130;
    private static final int OFF_EVERY = 8;
    private static final int OFF = TABLES / OFF_EVERY;
    private static final Map<String, String> EXEMPT = Map.of(
            "pitr-guard:exempt-until", "2027-03-31",
            "pitr-guard:exempt-reason", "load test",
            "pitr-guard:exempt-owner", "team-data");

    private final ConfigRuleTestBed lab = new ConfigRuleTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void reports1000TablesInTenCallsWithdrawsStaleOnesAndCorrectsTheRest() {
        lab.policy = ConfigRuleTestBed.REMEDIATE;
        seed();

        RuleRun run = lab.invoke(lab.scheduled());

        assertReported(run);
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isEqualTo(OFF);
        assertThat(lab.sandbox().tables().names())
                .allSatisfy(table -> assertThat(lab.table(table).recovery()).isInstanceOf(Recovery.Enabled.class));
        assertThat(run.metrics().get("FixedTables")).isEqualTo((long) OFF);
        assertThat(run.published())
                .singleElement()
                .satisfies(digest -> assertThat(digest.subject()).contains("0 not compliant", OFF + " fixed"));
        assertThat(lab.dashboard().values())
                .filteredOn(shown -> shown.startsWith("NON_COMPLIANT"))
                .hasSize(OFF);

        lab.pass(Duration.ofHours(1));
        RuleRun next = lab.invoke(lab.scheduled());
        assertThat(next.answer().reported()).isEqualTo(TABLES);
        assertThat(next.count(ConfigRuleTestBed.PUT)).isEqualTo(10);
        assertThat(next.published()).isEmpty();
        assertThat(lab.dashboard().values()).hasSize(TABLES).allMatch(shown -> shown.startsWith("COMPLIANT"));
    }

    @Test
    void tellsOfAllNonCompliantTablesInOneDigestWhereThePolicyAlerts() {
        seed();

        RuleRun run = lab.invoke(lab.scheduled());

        assertReported(run);
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.published()).hasSize(1);
        Published digest = run.published().getFirst();
        assertThat(digest.subject()).contains(OFF + " not compliant", "0 fixed");
        assertThat(digest.message()).contains(offTables());
    }

    private void seed() {
        for (int i = 0; i < TABLES; i++) {
            lab.create(name(i)).enabled(35);
        }
        offTables().forEach(table -> lab.table(table).disabled());
        List<String> stale =
                IntStream.range(0, STALE).mapToObj("gone-%04d"::formatted).toList();
        stale.forEach(table -> lab.create(table).enabled(35));
        lab.invoke(lab.scheduled().withParameters(Map.of("act", "never"))).answer();
        stale.forEach(table -> lab.sandbox().tables().delete(table));
        lab.pass(Duration.ofHours(1));
    }

    private static String name(int i) {
        return "table-%04d".formatted(i);
    }

    private static List<String> offTables() {
        return IntStream.range(0, TABLES)
                .filter(i -> i % OFF_EVERY == 0)
                .mapToObj(ConfigRuleScheduleTest::name)
                .toList();
    }

    private void assertReported(RuleRun run) {
        ConfigRuleView answer = run.answer();
        assertThat(answer.reported()).isEqualTo(TABLES);
        assertThat(answer.evaluations().size() + answer.evaluationsOmitted()).isEqualTo(TABLES);
        assertThat(answer.withdrawn()).hasSize(STALE).allMatch(id -> id.startsWith("gone-"));
        assertThat(run.count(ConfigRuleTestBed.PUT))
                .as("10 of evaluations, 2 of withdrawals")
                .isEqualTo(12);
        assertThat(run.accepted()).hasSize(TABLES + STALE);
        List<Evaluation> evaluations = run.accepted().subList(0, TABLES);
        assertThat(evaluations)
                .extracting(Evaluation::resourceId)
                .isEqualTo(lab.sandbox().tables().names());
        assertThat(evaluations)
                .filteredOn(evaluation -> evaluation.compliance() == Compliance.NON_COMPLIANT)
                .extracting(Evaluation::resourceId)
                .isEqualTo(offTables());
        assertThat(run.accepted().subList(TABLES, TABLES + STALE))
                .allMatch(evaluation -> evaluation.compliance() == Compliance.NOT_APPLICABLE)
                .extracting(Evaluation::resourceId)
                .doesNotHaveDuplicates();
        assertThat(run.metrics().get("ConfigEvaluations")).isEqualTo((long) TABLES);
        assertThat(run.metrics().get("ConfigWithdrawn")).isEqualTo((long) STALE);
        assertThat(run.count(ConfigRuleTestBed.READ))
                .as("one read a table, and two for a correction")
                .isEqualTo(TABLES + 2 * run.count(ConfigRuleTestBed.WRITE));
    }

    @Test
    void withdrawsWithTheTimeOfTheNotification() {
        lab.create("gone").enabled(35);
        lab.invoke(lab.changed("gone")).answer();
        lab.sandbox().tables().delete("gone");
        RuleEvent scheduled = lab.scheduled();
        lab.pass(Duration.ofMinutes(5));

        RuleRun run = lab.invoke(scheduled);

        assertThat(run.only()).isEqualTo("NOT_APPLICABLE The table no longer exists.");
        assertThat(run.accepted().getFirst().orderingTimestamp())
                .isEqualTo(lab.aws.time().instant().minus(Duration.ofMinutes(5)));
        assertThat(lab.dashboard()).isEmpty();
        assertThat(run.answer().withdrawn()).containsExactly("gone");
    }

    @Test
    void leavesResultOfTableThatWasMadeAfterTheNotification() {
        RuleEvent scheduled = lab.scheduled();
        lab.pass(Duration.ofMinutes(1));
        lab.create("orders").enabled(35);
        lab.invoke(lab.changed("orders")).answer();
        lab.sandbox().tables().delete("orders");

        lab.invoke(scheduled).answer();

        assertThat(lab.dashboard()).as("its deletion is an event of its own").containsKey("orders");
    }

    @Test
    void neverWithdrawsWhatIsNoTable() {
        String proposal = RuleEvents.read("proactive-global-table.json");
        RuleEvents.token(proposal).ifPresent(lab.rule::acceptToken);
        lab.invoke(proposal).answer();
        lab.pass(Duration.ofHours(1));

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.answer().withdrawn()).isEmpty();
        assertThat(run.accepted()).isEmpty();
    }

    @Test
    void saysThatThereIsNothingToSay() {
        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.answer().reported()).isZero();
        assertThat(run.count(ConfigRuleTestBed.PUT)).isEqualTo(1);
        assertThat(run.accepted()).isEmpty();
    }

    @Test
    void failsWhenThatCannotBeSaid() {
        lab.rule.expireTokens();
        RuleEvent event = lab.scheduled().withToken("old");

        assertThat(lab.invoke(event).failed())
                .contains("That there was nothing to report could not be reported.", "InvalidResultTokenException");
    }

    @Test
    void reportsWhatItListedAndWithdrawsNothingWhenTheListingFails() {
        lab.policy = ConfigRuleTestBed.REMEDIATE;
        for (int i = 0; i < 150; i++) {
            lab.create(name(i));
        }
        lab.invoke(lab.scheduled().withParameters(Map.of("act", "never"))).answer();
        lab.sandbox().tables().delete(name(149));
        lab.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED).skip(1));

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.failed())
                .contains("Listing the tables failed after 100 of them.", "Allow the caller dynamodb:ListTables.");
        assertThat(run.accepted()).hasSize(100).noneMatch(e -> e.compliance() == Compliance.NOT_APPLICABLE);
        assertThat(run.count(ConfigRuleTestBed.HELD)).isZero();
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.published())
                .singleElement()
                .satisfies(digest -> assertThat(digest.subject()).contains("sweep failed"));
    }

    @Test
    void doesNotSayThatThereIsNothingToSayWhenNothingCouldBeListed() {
        lab.create("orders");
        lab.fault("ListTables", Effect.DENIED);

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.failed()).contains("Listing the tables failed after 0 of them.");
        assertThat(run.count(ConfigRuleTestBed.PUT)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"DENIED", "THROTTLED", "SERVER_ERROR", "EMPTY", "MALFORMED", "CONNECTION_DROPPED", "VALIDATION"})
    void failsAfterAllElseWhenStaleResultsCannotBeAskedFor(Effect effect) {
        lab.policy = ConfigRuleTestBed.REMEDIATE;
        lab.create("orders");
        lab.fault(ConfigRuleTestBed.HELD, effect);

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.failed())
                .contains(
                        "Results of deleted tables could not be withdrawn.", "config:GetComplianceDetailsByConfigRule");
        assertThat(run.only()).startsWith("NON_COMPLIANT");
        assertThat(lab.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
        assertThat(run.published()).hasSize(1);
    }

    @Test
    void withholdsTablesThatCannotBeReadAndNamesThemAfterReportingTheOthers() {
        lab.create("carts").enabled(35);
        lab.create("orders").enabled(35);
        lab.create("users").enabled(35);
        lab.invoke(lab.scheduled()).answer();
        lab.table("orders").disabled();
        lab.sandbox().faults().add(Fault.on(ConfigRuleTestBed.READ, "orders", Effect.DENIED));
        lab.pass(Duration.ofHours(1));

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.failed())
                .contains(
                        "Undetermined, so not reported to AWS Config: orders: ",
                        "Allow the caller dynamodb:DescribeContinuousBackups.");
        assertThat(run.accepted()).extracting(Evaluation::resourceId).containsExactly("carts", "users");
        assertThat(lab.dashboard()).containsKey("orders");
        assertThat(run.metrics().get("ConfigUndetermined")).isEqualTo(1L);
        assertThat(run.logged())
                .hasValueSatisfying(answer -> assertThat(answer.undetermined())
                        .singleElement()
                        .asString()
                        .startsWith("orders: "));
        assertThat(run.published()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLIANT", "NOT_APPLICABLE"})
    void doesNotExemptByTagsThatTheTableHasNoMore(String exemptAs) {
        lab.create("orders").tags(EXEMPT).taggingDelayed().tags(Map.of());
        lab.invoke(lab.changed("orders")).answer();
        lab.pass(Duration.ofMinutes(1));

        lab.invoke(lab.scheduled().withParameters(Map.of("exemptAs", exemptAs))).answer();

        assertThat(lab.dashboard().get("orders")).startsWith("NON_COMPLIANT ");
    }

    @Test
    void exemptsByTagsThatTheIndexDoesNotShowYet() {
        lab.create("orders").taggingDelayed().tags(EXEMPT);

        assertThat(lab.invoke(lab.scheduled()).only())
                .isEqualTo("NOT_APPLICABLE Exempt until 2027-03-31 (owner: team-data): load test.");
    }

    @Test
    void choosesTheRuleByTheTagsOfTheTableItself() {
        lab.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: critical, match: { tag: tier=critical }, require: { recoveryPeriodDays: 35 } }]
                """);
        lab.create("carts")
                .enabled(7)
                .tags(Map.of("tier", "critical"))
                .taggingDelayed()
                .tags(Map.of());
        lab.create("orders").enabled(7).taggingDelayed().tags(Map.of("tier", "critical"));

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.accepted())
                .extracting(RuleRun::words)
                .satisfiesExactly(
                        carts -> assertThat(carts).startsWith("COMPLIANT ").endsWith(" Rule default requires it on."),
                        orders -> assertThat(orders)
                                .isEqualTo("NON_COMPLIANT The recovery period is 7 days; the policy requires at least"
                                        + " 35."));
    }

    @Test
    void withholdsTablesWhoseOwnTagsCannotBeReadWhereTheyMatter() {
        lab.create("fine").enabled(35);
        lab.create("orders");
        lab.fault("ListTagsOfResource", Effect.DENIED);

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.failed())
                .startsWith(
                        "Undetermined, so not reported to AWS Config: orders: The verdict depends on the table's tags")
                .contains("Allow the caller dynamodb:ListTagsOfResource.");
        assertThat(run.only()).startsWith("COMPLIANT ");
    }

    @Test
    void withdrawsNothingWhileNobodyKnowsWhetherTheTableIsGone() {
        lab.create("gone").enabled(35);
        lab.invoke(lab.changed("gone")).answer();
        lab.sandbox().tables().delete("gone");
        lab.pass(Duration.ofMinutes(1));
        lab.fault("DescribeTable", Effect.DENIED);

        RuleRun run = lab.invoke(lab.scheduled());

        assertThat(run.failed())
                .startsWith("Whether the table gone is gone could not be read. ")
                .contains("Allow the caller dynamodb:DescribeTable.");
        assertThat(run.accepted()).isEmpty();
        assertThat(lab.dashboard()).containsKey("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETING", "ARCHIVED"})
    void reportsTablesThatAreOnTheirWayOutAsNotApplicable(String status) {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").status(status);

        assertThat(lab.invoke(lab.scheduled()).only()).startsWith("NOT_APPLICABLE The table is ");
    }
}
