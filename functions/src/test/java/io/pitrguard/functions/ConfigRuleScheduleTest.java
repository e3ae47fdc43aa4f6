package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.sandbox.RuleEvent;
import io.pitrguard.sandbox.SandboxOptions;
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
    private static final int STALE_READS = Integer.getInteger(SandboxOptions.STALE_READS, 0);
    private static final int OFF_EVERY = 8;
    private static final int OFF = TABLES / OFF_EVERY;
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
    void reports1000TablesInTenCallsWithdrawsStaleOnesAndRemediatesTheRest() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        seed();

        RuleRun run = bed.invoke(bed.scheduled());

        assertReported(run);
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isEqualTo(OFF);
        assertThat(bed.sandbox().tables().names())
                .allSatisfy(table -> assertThat(bed.table(table).recovery()).isInstanceOf(Recovery.Enabled.class));
        assertThat(run.metrics().get("FixedTables")).isEqualTo((long) OFF);
        assertThat(run.published())
                .singleElement()
                .satisfies(digest -> assertThat(digest.subject()).contains("0 not compliant", OFF + " fixed"));
        assertThat(bed.dashboard().values())
                .filteredOn(shown -> shown.startsWith("NON_COMPLIANT"))
                .hasSize(OFF);

        bed.pass(Duration.ofHours(1));
        RuleRun next = bed.invoke(bed.scheduled());
        assertThat(next.answer().reported()).isEqualTo(TABLES);
        assertThat(next.count(ConfigRuleTestBed.PUT)).isEqualTo(10);
        assertThat(next.published()).isEmpty();
        assertThat(bed.dashboard().values()).hasSize(TABLES).allMatch(shown -> shown.startsWith("COMPLIANT"));
    }

    @Test
    void tellsOfAllNonCompliantTablesInOneDigestWhereThePolicyAlerts() {
        seed();

        RuleRun run = bed.invoke(bed.scheduled());

        assertReported(run);
        assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
        assertThat(run.published()).hasSize(1);
        Published digest = run.published().getFirst();
        assertThat(digest.subject()).contains(OFF + " not compliant", "0 fixed");
        assertThat(digest.message()).contains(offTables());
    }

    private void seed() {
        for (int i = 0; i < TABLES; i++) {
            bed.create(name(i)).enabled(35);
        }
        offTables().forEach(table -> bed.table(table).disabled());
        List<String> stale =
                IntStream.range(0, STALE).mapToObj("gone-%04d"::formatted).toList();
        stale.forEach(table -> bed.create(table).enabled(35));
        bed.invoke(bed.scheduled().withParameters(Map.of("act", "never"))).answer();
        stale.forEach(table -> bed.sandbox().tables().delete(table));
        bed.pass(Duration.ofHours(1));
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
                .isEqualTo(bed.sandbox().tables().names());
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
                .as("one read a table, and two for a remediation, more where reads lag")
                .isEqualTo(TABLES + (2 + STALE_READS) * run.count(ConfigRuleTestBed.WRITE));
    }

    @Test
    void withdrawsWithTheTimeOfTheNotification() {
        bed.create("gone").enabled(35);
        bed.invoke(bed.changed("gone")).answer();
        bed.sandbox().tables().delete("gone");
        RuleEvent scheduled = bed.scheduled();
        bed.pass(Duration.ofMinutes(5));

        RuleRun run = bed.invoke(scheduled);

        assertThat(run.only()).isEqualTo("NOT_APPLICABLE The table no longer exists.");
        assertThat(run.accepted().getFirst().orderingTimestamp())
                .isEqualTo(bed.aws.time().instant().minus(Duration.ofMinutes(5)));
        assertThat(bed.dashboard()).isEmpty();
        assertThat(run.answer().withdrawn()).containsExactly("gone");
    }

    @Test
    void leavesResultOfTableThatWasMadeAfterTheNotification() {
        RuleEvent scheduled = bed.scheduled();
        bed.pass(Duration.ofMinutes(1));
        bed.create("orders").enabled(35);
        bed.invoke(bed.changed("orders")).answer();
        bed.sandbox().tables().delete("orders");

        bed.invoke(scheduled).answer();

        assertThat(bed.dashboard()).as("its deletion is an event of its own").containsKey("orders");
    }

    @Test
    void neverWithdrawsWhatIsNoTable() {
        String proposal = RuleEvents.read("proactive-global-table.json");
        RuleEvents.token(proposal).ifPresent(bed.rule::acceptToken);
        bed.invoke(proposal).answer();
        bed.pass(Duration.ofHours(1));

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.answer().withdrawn()).isEmpty();
        assertThat(run.accepted()).isEmpty();
    }

    @Test
    void saysThatThereIsNothingToSay() {
        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.answer().reported()).isZero();
        assertThat(run.count(ConfigRuleTestBed.PUT)).isEqualTo(1);
        assertThat(run.accepted()).isEmpty();
    }

    @Test
    void failsWhenThatCannotBeSaid() {
        bed.rule.expireTokens();
        RuleEvent event = bed.scheduled().withToken("old");

        assertThat(bed.invoke(event).failed())
                .contains("That there was nothing to report could not be reported.", "InvalidResultTokenException");
    }

    @Test
    void reportsWhatItListedAndWithdrawsNothingWhenTheListingFails() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        for (int i = 0; i < 150; i++) {
            bed.create(name(i));
        }
        bed.invoke(bed.scheduled().withParameters(Map.of("act", "never"))).answer();
        bed.sandbox().tables().delete(name(149));
        bed.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED).skip(1));

        RuleRun run = bed.invoke(bed.scheduled());

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
        bed.create("orders");
        bed.fault("ListTables", Effect.DENIED);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed()).contains("Listing the tables failed after 0 of them.");
        assertThat(run.count(ConfigRuleTestBed.PUT)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"DENIED", "THROTTLED", "SERVER_ERROR", "EMPTY", "MALFORMED", "CONNECTION_DROPPED", "VALIDATION"})
    void failsAfterAllElseWhenStaleResultsCannotBeAskedFor(Effect effect) {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");
        bed.fault(ConfigRuleTestBed.HELD, effect);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed())
                .contains(
                        "Results of deleted tables could not be withdrawn.", "config:GetComplianceDetailsByConfigRule");
        assertThat(run.only()).startsWith("NON_COMPLIANT");
        assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
        assertThat(run.published()).hasSize(1);
    }

    @Test
    void withholdsTablesThatCannotBeReadAndNamesThemAfterReportingTheOthers() {
        bed.create("carts").enabled(35);
        bed.create("orders").enabled(35);
        bed.create("users").enabled(35);
        bed.invoke(bed.scheduled()).answer();
        bed.table("orders").disabled();
        bed.sandbox().faults().add(Fault.on(ConfigRuleTestBed.READ, "orders", Effect.DENIED));
        bed.pass(Duration.ofHours(1));

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed())
                .contains(
                        "Undetermined, so not reported to AWS Config: orders: ",
                        "Allow the caller dynamodb:DescribeContinuousBackups.");
        assertThat(run.accepted()).extracting(Evaluation::resourceId).containsExactly("carts", "users");
        assertThat(bed.dashboard()).containsKey("orders");
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
        bed.create("orders").tags(EXEMPT).taggingDelayed().tags(Map.of());
        bed.invoke(bed.changed("orders")).answer();
        bed.pass(Duration.ofMinutes(1));

        bed.invoke(bed.scheduled().withParameters(Map.of("exemptAs", exemptAs))).answer();

        assertThat(bed.dashboard().get("orders")).startsWith("NON_COMPLIANT ");
    }

    @Test
    void exemptsByTagsThatTheIndexDoesNotShowYet() {
        bed.create("orders").taggingDelayed().tags(EXEMPT);

        assertThat(bed.invoke(bed.scheduled()).only())
                .isEqualTo("NOT_APPLICABLE Exempt until 2027-03-31 (owner: team-data): load test.");
    }

    @Test
    void choosesTheRuleByTheTagsOfTheTableItself() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: critical, match: { tag: tier=critical }, require: { recoveryPeriodDays: 35 } }]
                """);
        bed.create("carts")
                .enabled(7)
                .tags(Map.of("tier", "critical"))
                .taggingDelayed()
                .tags(Map.of());
        bed.create("orders").enabled(7).taggingDelayed().tags(Map.of("tier", "critical"));

        RuleRun run = bed.invoke(bed.scheduled());

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
        bed.create("fine").enabled(35);
        bed.create("orders");
        bed.fault("ListTagsOfResource", Effect.DENIED);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed())
                .startsWith(
                        "Undetermined, so not reported to AWS Config: orders: The verdict depends on the table's tags")
                .contains("Allow the caller dynamodb:ListTagsOfResource.");
        assertThat(run.only()).startsWith("COMPLIANT ");
    }

    @Test
    void withdrawsNothingWhileNobodyKnowsWhetherTheTableIsGone() {
        bed.create("gone").enabled(35);
        bed.invoke(bed.changed("gone")).answer();
        bed.sandbox().tables().delete("gone");
        bed.pass(Duration.ofMinutes(1));
        bed.fault("DescribeTable", Effect.DENIED);

        RuleRun run = bed.invoke(bed.scheduled());

        assertThat(run.failed())
                .startsWith("Whether the table gone is gone could not be read. ")
                .contains("Allow the caller dynamodb:DescribeTable.");
        assertThat(run.accepted()).isEmpty();
        assertThat(bed.dashboard()).containsKey("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETING", "ARCHIVED"})
    void reportsTablesThatAreOnTheirWayOutAsNotApplicable(String status) {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").status(status);

        assertThat(bed.invoke(bed.scheduled()).only()).startsWith("NOT_APPLICABLE The table is ");
    }
}
