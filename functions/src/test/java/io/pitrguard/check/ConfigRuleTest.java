package io.pitrguard.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.check.ConfigTrigger.Changed;
import io.pitrguard.check.ConfigTrigger.OutOfScope;
import io.pitrguard.check.ConfigTrigger.Proposed;
import io.pitrguard.check.ConfigTrigger.Scheduled;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.InMemoryComplianceResults;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import io.pitrguard.remediate.Remediation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The use case by itself, over tables and results in memory. */
class ConfigRuleTest {
    private static final String RULE = "pitr-guard";
    private static final Policy REMEDIATE = new Policy(
            "test",
            List.of(new Rule(
                    "all", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.REMEDIATE))),
            Limits.STANDARD);

    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);
    private final InMemoryComplianceResults results = new InMemoryComplianceResults(RULE);

    private ConfigRule rule() {
        PriceList prices = new PriceList(LocalDate.parse("2026-01-01"), Map.of("eu-west-1", BigDecimal.ONE));
        StateReader states = new StateReader(tables, new Pacer(Double.POSITIVE_INFINITY, time), time, new Random(7));
        FleetReader fleet = new FleetReader(tables, tables, states, time, 4, new Pacer(Double.POSITIVE_INFINITY, time));
        Sweep sweep = new Sweep(fleet, states, new Remediation(fleet, tables, prices, time), prices, time);
        return new ConfigRule(sweep, results, time);
    }

    private ConfigOrder order(Policy policy, boolean act, Instant deadline) {
        return new ConfigOrder(
                new SweepOrder("test", InMemoryTables.WHERE, policy, true, deadline),
                RULE,
                results.ticket(),
                Compliance.NOT_APPLICABLE,
                act,
                deadline.plusSeconds(20));
    }

    private ConfigOutcome run(ConfigTrigger trigger) throws InterruptedException {
        return rule().run(order(REMEDIATE, true, SweepOrder.NO_DEADLINE), trigger);
    }

    private Changed orders(boolean on) {
        return new Changed("orders", Optional.of(on), time.instant());
    }

    @Test
    void reportsAndThenCorrects() throws InterruptedException {
        tables.create("orders");

        ConfigOutcome outcome = run(orders(false));

        assertThat(outcome.reported())
                .singleElement()
                .returns(Compliance.NON_COMPLIANT, Evaluation::compliance)
                .returns(time.instant(), Evaluation::orderedAt);
        assertThat(outcome.acted())
                .hasValueSatisfying(acted -> assertThat(acted.tables())
                        .singleElement()
                        .satisfies(table -> assertThat(table.outcome()).get().isInstanceOf(Outcome.Fixed.class)));
        assertThat(tables.days("orders")).hasValue(35);
        assertThat(results.known().get("orders").compliance()).isEqualTo(Compliance.NON_COMPLIANT);
    }

    @Test
    void neitherActsNorPlansWhereItMayNotAct() throws InterruptedException {
        tables.create("orders");

        ConfigOutcome outcome = rule().run(order(REMEDIATE, false, SweepOrder.NO_DEADLINE), orders(false));

        assertThat(outcome.acted()).isEmpty();
        assertThat(tables.days("orders")).isEmpty();
    }

    @Test
    void leavesAPausesTimeBetweenTries() throws InterruptedException {
        tables.create("orders", 35);
        results.failEvaluations("orders", 2);
        Instant before = time.instant();

        ConfigOutcome outcome = run(orders(true));

        assertThat(outcome.reported()).hasSize(1);
        assertThat(results.reports()).hasSize(3);
        assertThat(Duration.between(before, time.instant())).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void triesThreeTimesWhileConfigIsBrokenAndOnceWhereItRefuses() throws InterruptedException {
        tables.create("orders", 35);
        results.fail(Cause.Kind.BROKEN);

        assertThat(run(orders(true)).problems()).containsExactly("Not reported: orders. AWS Config failed: BROKEN.");
        assertThat(results.reports()).hasSize(3);

        results.fail(Cause.Kind.REFUSED);
        assertThat(run(orders(true)).problems()).hasSize(1);
        assertThat(results.reports()).hasSize(4);
    }

    @Test
    void keepsWhatWasTakenWhenTheRestIsRefused() throws InterruptedException {
        tables.create("carts", 35);
        tables.create("orders", 35);
        results.failEvaluations("orders", 99);

        ConfigOutcome outcome = run(new Scheduled(time.instant()));

        assertThat(outcome.reported()).extracting(Evaluation::resourceId).containsExactly("carts");
        assertThat(outcome.problems()).singleElement().asString().startsWith("Not reported: orders. ");
    }

    @Test
    void withholdsWhatThereWasNoTimeFor() throws InterruptedException {
        tables.create("orders", 35);

        ConfigOutcome outcome = rule().run(order(REMEDIATE, true, time.instant()), orders(true));

        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.undetermined()).singleElement().asString().startsWith("orders: The time budget");
        assertThat(results.reports()).isEmpty();
    }

    @Test
    void withdrawsNothingWhenTheListIsNotWhole() throws InterruptedException {
        tables.create("orders", 35);
        run(orders(true));
        tables.delete("orders");

        ConfigOutcome outcome = rule().run(order(REMEDIATE, true, time.instant()), new Scheduled(time.instant()));

        assertThat(outcome.withdrawn()).isEmpty();
        assertThat(outcome.problems()).singleElement().asString().contains("Listing the tables failed after 0");
        assertThat(results.known().get("orders").compliance()).isEqualTo(Compliance.COMPLIANT);
    }

    @Test
    void asksNothingOfTablesThatAreOutOfScope() throws InterruptedException {
        tables.create("orders", 35);

        ConfigOutcome outcome = run(new OutOfScope("orders", "The table is deleted.", time.instant()));

        assertThat(outcome.reported())
                .containsExactly(new Evaluation(
                        "AWS::DynamoDB::Table",
                        "orders",
                        Compliance.NOT_APPLICABLE,
                        "The table is deleted.",
                        time.instant()));
        assertThat(tables.calls()).isEmpty();
        assertThat(outcome.acted()).isEmpty();
    }

    @Test
    void doesNotPromiseWhatAProposalLeavesOpen() throws InterruptedException {
        TableFacts facts = new TableFacts(
                InMemoryTables.WHERE.table("orders"),
                new Tags.Unreadable(new Cause(Cause.Kind.BROKEN, "No tags.")),
                TableDetails.NOT_READ);
        RecoveryState off = new RecoveryState.Disabled();
        Proposed proposed = new Proposed(
                "AWS::DynamoDB::Table", "id", List.of(new ConfigTrigger.Proposal(facts, off, true)), time.instant());

        assertThat(run(proposed).reported())
                .singleElement()
                .returns(Compliance.NON_COMPLIANT, Evaluation::compliance)
                .satisfies(evaluation -> assertThat(evaluation.annotation()).startsWith("Undetermined: "));
    }

    @Test
    void refusesProposalOfNothing() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Proposed("AWS::DynamoDB::GlobalTable", "id", List.of(), SettableTime.START));
    }

    @Test
    void judgesProposalWithoutItsTimes() throws InterruptedException {
        TableFacts facts = new TableFacts(InMemoryTables.WHERE.table("orders"), Tags.NONE, TableDetails.NOT_READ);
        RecoveryState on =
                new RecoveryState.Enabled(OptionalInt.of(7), Optional.of(time.instant()), Optional.of(Instant.MAX));
        Proposed proposed = new Proposed(
                "AWS::DynamoDB::Table", "id", List.of(new ConfigTrigger.Proposal(facts, on, true)), time.instant());

        assertThat(run(proposed).reported().getFirst().annotation())
                .isEqualTo("Point-in-time recovery is on, period 7 days.");
    }

    @Test
    void stopsWhenAskedTo() {
        tables.create("orders", 35);
        results.failEvaluations("orders", 1);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run(orders(true)));
        assertThat(Thread.interrupted()).isFalse();
    }
}
