package io.pitrguard.configrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.configrule.ConfigTrigger.OutOfScope;
import io.pitrguard.configrule.ConfigTrigger.Proposal;
import io.pitrguard.configrule.ConfigTrigger.Proposed;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.SettableTime;
import io.pitrguard.sweep.Policies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The use case by itself, over tables and results in memory. */
class ConfigRuleTest {
    private static final Fact<TableDetails> UNPROTECTED =
            new Fact.Known<>(new TableDetails(TableStatus.CREATING, 0, false));
    private static final RecoveryState OFF = new RecoveryState.Disabled();
    private static final Tags UNREADABLE = new Tags.Unreadable(new Cause(Cause.Kind.BROKEN, "No tags."));

    private final ConfigRuleFixture world = new ConfigRuleFixture();

    @Test
    void reportsAndThenRemediates() throws InterruptedException {
        world.tables.create("orders");

        ConfigOutcome outcome = world.run(world.changed("orders", false));

        assertThat(outcome.reported())
                .singleElement()
                .returns(Compliance.NON_COMPLIANT, Evaluation::compliance)
                .returns(world.time.instant(), Evaluation::orderedAt);
        assertThat(outcome.acted())
                .hasValueSatisfying(acted -> assertThat(acted.tables())
                        .singleElement()
                        .satisfies(table -> assertThat(table.outcome()).get().isInstanceOf(Outcome.Fixed.class)));
        assertThat(world.tables.days("orders")).hasValue(35);
        assertThat(world.results.known().get("orders").compliance()).isEqualTo(Compliance.NON_COMPLIANT);
    }

    @Test
    void neitherActsNorPlansWhereTheRuleOnlyReports() throws InterruptedException {
        world.act = false;
        world.tables.create("orders");

        ConfigOutcome outcome = world.run(world.changed("orders", false));

        assertThat(outcome.acted()).isEmpty();
        assertThat(world.tables.days("orders")).isEmpty();
    }

    @Test
    void plansWhereTheDeploymentMayNotChangeTables() throws InterruptedException {
        world.fix = false;
        world.tables.create("orders");

        ConfigOutcome outcome = world.run(world.changed("orders", false));

        assertThat(outcome.acted())
                .hasValueSatisfying(acted -> assertThat(acted.tables())
                        .singleElement()
                        .satisfies(table -> assertThat(table.outcome()).get().isInstanceOf(Outcome.Planned.class)));
        assertThat(world.tables.days("orders")).isEmpty();
    }

    @Test
    void leavesTablesForTheNextTimeWhoseEvaluationConfigDidNotTake() throws InterruptedException {
        world.tables.create("carts");
        world.tables.create("fine", 35);
        world.tables.create("orders");
        world.results.failEvaluations("orders", 5);

        ConfigOutcome outcome = world.run(world.scheduled());

        assertThat(outcome.problems()).singleElement().asString().startsWith("Not reported: orders. ");
        assertThat(outcome.acted().orElseThrow().tables())
                .extracting(table -> table.table().name())
                .containsExactly("carts", "fine");
        assertThat(world.tables.days("carts")).hasValue(35);
        assertThat(world.tables.days("orders")).isEmpty();

        world.time.advance(Duration.ofMinutes(1));
        assertThat(world.run(world.scheduled()).problems()).isEmpty();
        assertThat(world.tables.days("orders")).hasValue(35);
    }

    @Test
    void withholdsWhatThereWasNoTimeFor() throws InterruptedException {
        world.tables.create("orders", 35);
        Instant now = world.time.instant();

        ConfigOutcome outcome =
                world.rule(world.results).run(world.order(now, now.plusSeconds(20)), world.changed("orders", true));

        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.undetermined()).singleElement().asString().startsWith("orders: Time ran out");
        assertThat(world.results.reports()).isEmpty();
    }

    @Test
    void keepsNoTimeFromReadingForChanges() throws InterruptedException {
        world.rate = 10;
        for (int i = 0; i < 200; i++) {
            world.tables.create("t-%03d".formatted(i), 35);
        }
        Instant readUntil = world.time.instant().plusSeconds(10);

        ConfigOutcome outcome =
                world.rule(world.results).run(world.order(readUntil, readUntil.plusSeconds(20)), world.scheduled());

        assertThat(outcome.reported()).hasSize(100);
        assertThat(outcome.undetermined()).hasSize(100);
    }

    @Test
    void doesNotTrustAnItemWhereThereWasNoTimeToRead() throws InterruptedException {
        world.tables.create("orders", 35);
        Instant now = world.time.instant();

        ConfigOutcome outcome =
                world.rule(world.results).run(world.order(now, now.plusSeconds(20)), world.changed("orders", false));

        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.undetermined()).hasSize(1);
        assertThat(outcome.problems()).isEmpty();
    }

    @Test
    void doesNotBelieveAnItemWhereTheTurnToReadComesTooLate() throws InterruptedException {
        world.rate = 0.1;
        world.tables.create("carts", 35);
        world.tables.create("orders", 35);
        ConfigRule rule = world.rule(world.results);
        Instant now = world.time.instant();
        rule.run(world.order(now.plusSeconds(5), now.plusSeconds(20)), world.changed("carts", true));

        ConfigOutcome outcome =
                rule.run(world.order(now.plusSeconds(5), now.plusSeconds(20)), world.changed("orders", false));

        assertThat(world.tables.calls("orders")).contains("DESCRIBE").doesNotContain("READ");
        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.undetermined()).hasSize(1);
    }

    /** The state is read beside the description, in time or not; the item's own "off" never counts. */
    @Test
    void neverReportsTheItemsStateWhereTheDescriptionTakesAllTheTime() throws InterruptedException {
        world.tables.create("orders", 35);
        world.tables.on(Call.DESCRIBE).run(() -> world.time.advance(Duration.ofSeconds(9)));
        Instant now = world.time.instant();

        ConfigOutcome outcome = world.rule(world.results)
                .run(world.order(now.plusSeconds(5), now.plusSeconds(20)), world.changed("orders", false));

        assertThat(outcome.reported()).extracting(Evaluation::compliance).isSubsetOf(Compliance.COMPLIANT);
        assertThat(outcome.reported().size() + outcome.undetermined().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "NOT_YET", "REFUSED"})
    void believesAnItemThatSaysOffWhereTheStateCannotBeRead(Cause.Kind kind) throws InterruptedException {
        world.tables.create("orders", 35);
        world.tables.on(Call.READ).fail(kind);

        ConfigOutcome outcome = world.run(world.changed("orders", false));

        assertThat(outcome.reported())
                .singleElement()
                .returns(Compliance.NON_COMPLIANT, Evaluation::compliance)
                .satisfies(evaluation -> assertThat(evaluation.annotation())
                        .startsWith("(By the configuration item: the live state could not be read.) "));
        assertThat(outcome.problems())
                .containsExactly("orders was judged by its configuration item only. READ failed: " + kind + ".");
        assertThat(outcome.undetermined()).isEmpty();
        assertThat(world.tables.count(Call.ENABLE)).isZero();
        assertThat(outcome.acted().orElseThrow().tables())
                .singleElement()
                .satisfies(table -> assertThat(table.outcome()).get().isInstanceOf(Outcome.Deferred.class));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void believesAnItemThatSaysOffOfTableThatAWSKnowsNoBackupsOf(boolean itemOn) throws InterruptedException {
        world.tables.create("orders").withoutBackups();

        ConfigOutcome outcome = world.run(world.changed("orders", itemOn));

        if (itemOn) {
            assertThat(outcome.reported()).isEmpty();
            assertThat(outcome.undetermined()).singleElement().asString().contains("knows no continuous backups");
        } else {
            assertThat(outcome.reported()).singleElement().returns(Compliance.NON_COMPLIANT, Evaluation::compliance);
            assertThat(outcome.problems()).singleElement().asString().contains("knows no continuous backups");
        }
    }

    @Test
    void needsNoItemWhereTheVerdictDoesNotHangOnTheState() throws InterruptedException {
        world.policy = new Policy("test", List.of(exempting(Match.EVERY_TABLE)), Limits.STANDARD);
        world.tables.create("orders", 35);
        world.tables.on(Call.READ).fail(Cause.Kind.DENIED);

        ConfigOutcome outcome = world.run(world.changed("orders", false));

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.reported())
                .singleElement()
                .returns(Compliance.NOT_APPLICABLE, Evaluation::compliance)
                .satisfies(evaluation -> assertThat(evaluation.annotation()).startsWith("Exempt until 2099-01-01"));
    }

    @Test
    void saysOnceWhereNotEvenTheItemCouldDecide() throws InterruptedException {
        world.tables.create("orders");
        world.tables.on(Call.READ).fail(Cause.Kind.DENIED);
        world.tables.on(Call.TAGS_OF).fail(Cause.Kind.DENIED);

        ConfigOutcome outcome = world.run(world.changed("orders", false));

        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.undetermined())
                .singleElement()
                .asString()
                .startsWith("orders: The verdict depends on the table's tags");
    }

    @Test
    void judgesByOwnTagsOnScheduleAlthoughTheStateCannotBeRead() throws InterruptedException {
        TagPattern scratch = TagPattern.parse("tier=scratch");
        world.policy = new Policy(
                "test",
                List.of(exempting(new Match(List.of(), List.of(scratch), List.of(), List.of(), List.of()))),
                Limits.STANDARD);
        world.tables
                .create("orders", 35)
                .tags(Map.of("tier", "scratch"))
                .bulkTagsLagBehind()
                .tags(Map.of());
        world.tables.on(Call.READ).fail(Cause.Kind.DENIED);

        ConfigOutcome outcome = world.run(world.scheduled());

        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.undetermined()).containsExactly("orders: READ failed: DENIED.");
    }

    @Test
    void readsOwnTagsOnScheduleOnlyWhereTheVerdictHangsOnThem() throws InterruptedException {
        world.tables.create("fine", 35).tags(Map.of("tier", "critical"));
        world.tables.create("lastUnreadable", 35);
        world.tables.on(Call.READ, "lastUnreadable").fail(Cause.Kind.DENIED);

        world.run(world.scheduled());

        assertThat(world.tables.count(Call.TAGS_OF)).isZero();
    }

    @Test
    void asksNothingOfTablesThatAreOutOfScope() throws InterruptedException {
        world.tables.create("orders", 35);

        ConfigOutcome outcome = world.run(new OutOfScope("orders", "The table is deleted.", world.time.instant()));

        assertThat(outcome.reported())
                .containsExactly(new Evaluation(
                        "AWS::DynamoDB::Table",
                        "orders",
                        Compliance.NOT_APPLICABLE,
                        "The table is deleted.",
                        world.time.instant()));
        assertThat(world.tables.calls()).isEmpty();
        assertThat(outcome.acted()).isEmpty();
    }

    private static Rule exempting(Match match) {
        return new Rule(
                "lax", match, new Rule.Effect.Exempt(new Exemption("rebuilt", "me", LocalDate.parse("2099-01-01"))));
    }

    private Proposed proposed(Proposal... replicas) {
        return new Proposed("AWS::DynamoDB::Table", "id", List.of(replicas), world.time.instant());
    }

    private static Proposal proposal(Tags tags, RecoveryState state, String region) {
        AccountRegion where = new AccountRegion("aws", "123456789012", region);
        return new Proposal(facts(where.table("orders"), tags), state, true);
    }

    /** All facts of a proposal: an unprotected table, of which nothing else is known. */
    private static TableFacts facts(TableRef table, Tags tags) {
        TableFacts facts = new TableFacts(table, tags);
        for (FactKind kind : FactKind.values()) {
            facts = facts.with(kind, new Fact.Unreadable<>(new Cause(Cause.Kind.REFUSED, "No template says it.")));
        }
        return facts.with(UNPROTECTED);
    }

    private RecoveryState on() {
        return new RecoveryState.Enabled(
                OptionalInt.of(7), Optional.of(world.time.instant()), Optional.of(Instant.MAX));
    }

    @Test
    void withholdsProposalThatLeavesSomethingOpen() throws InterruptedException {
        Proposal open = proposal(UNREADABLE, OFF, "eu-west-1");
        Proposal fine = proposal(Tags.NONE, on(), "eu-central-1");

        for (Proposed proposed : List.of(proposed(open), proposed(open, fine), proposed(fine, open))) {
            ConfigOutcome outcome = world.run(proposed);

            assertThat(outcome.reported()).isEmpty();
            assertThat(outcome.undetermined())
                    .singleElement()
                    .asString()
                    .startsWith("id: The verdict depends on the table's tags");
        }
        assertThat(world.results.reports()).isEmpty();
    }

    @Test
    void saysOfProposalWhatIsCertainlyWrongAlthoughSomethingIsOpen() throws InterruptedException {
        Proposal open = proposal(UNREADABLE, OFF, "eu-west-1");
        Proposal off = proposal(Tags.NONE, OFF, "eu-central-1");

        for (Proposed proposed : List.of(proposed(open, off), proposed(off, open))) {
            ConfigOutcome outcome = world.run(proposed);

            assertThat(outcome.reported())
                    .singleElement()
                    .returns(Compliance.NON_COMPLIANT, Evaluation::compliance)
                    .satisfies(evaluation ->
                            assertThat(evaluation.annotation()).startsWith("(Replica in eu-central-1.) "));
            assertThat(outcome.undetermined()).isEmpty();
        }
    }

    @Test
    void refusesProposalThatLeavesOutAFact() {
        TableFacts facts = new TableFacts(InMemoryTables.WHERE.table("orders"), Tags.NONE);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Proposal(facts, OFF, true))
                .withMessage("a proposal tells all facts of a table, but not " + EnumSet.allOf(FactKind.class));
    }

    @Test
    void saysWhichFactAProposalCannotTell() throws InterruptedException {
        world.policy = Policies.of(Policies.require("*", Policies.guarded(7), Action.ALERT));
        Cause cause = new Cause(Cause.Kind.REFUSED, "A proposed table has no description.");
        TableFacts facts = facts(InMemoryTables.WHERE.table("orders"), Tags.NONE)
                .with(FactKind.DETAILS, new Fact.Unreadable<>(cause));

        ConfigOutcome outcome = world.run(proposed(new Proposal(facts, on(), true)));

        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.undetermined()).containsExactly("id: A proposed table has no description.");
    }

    @Test
    void refusesProposalOfNothing() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Proposed("AWS::DynamoDB::GlobalTable", "id", List.of(), SettableTime.START));
    }

    @Test
    void judgesProposalWithoutItsTimes() throws InterruptedException {
        assertThat(world.run(proposed(proposal(Tags.NONE, on(), "eu-west-1")))
                        .reported()
                        .getFirst()
                        .annotation())
                .isEqualTo("Point-in-time recovery is on, period 7 days. Rule all requires it on.");
    }

    @ParameterizedTest
    @CsvSource({"7, NON_COMPLIANT", "34, NON_COMPLIANT", "35, COMPLIANT"})
    void judgesProposalWithoutNameByEveryRuleThatAsksForOne(int days, Compliance compliance)
            throws InterruptedException {
        Rule strict = new Rule(
                "strict",
                new Match(List.of(new Glob("a*")), List.of(), List.of(), List.of(), List.of()),
                new Rule.Effect.Require(Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 35), Action.ALERT));
        Rule lax = exempting(new Match(List.of(new Glob("tmp-*")), List.of(), List.of(), List.of(), List.of()));
        Rule rest = new Rule(
                "rest",
                Match.EVERY_TABLE,
                new Rule.Effect.Require(Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 3), Action.ALERT));
        world.policy = new Policy("test", List.of(lax, strict, rest), Limits.STANDARD);
        TableFacts facts = facts(InMemoryTables.WHERE.table("tmp-id"), Tags.NONE);
        RecoveryState state = new RecoveryState.Enabled(OptionalInt.of(days), Optional.empty(), Optional.empty());

        assertThat(world.run(proposed(new Proposal(facts, state, false))).reported())
                .singleElement()
                .returns(compliance, Evaluation::compliance);
        assertThat(world.run(proposed(new Proposal(facts, state, true))).reported())
                .as("a known name falls under one rule")
                .singleElement()
                .returns(Compliance.NOT_APPLICABLE, Evaluation::compliance);
    }
}
