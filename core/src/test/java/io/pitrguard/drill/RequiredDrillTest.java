package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableTags;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequiredDrillTest {
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));
    private static final DrillRequirement WEEKLY = DrillRequirement.every(Duration.ofDays(7));
    private static final TableRef ORDERS = DrillFleet.WHERE.table("orders");
    private static final Match BY_TAG =
            new Match(List.of(), List.of(TagPattern.parse("tier=gold")), List.of(), List.of(), List.of());
    private static final Match BY_UNIT =
            new Match(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(new UnitPattern("Production")));

    private final DrillFleet fleet = new DrillFleet();
    private Tags tags = new Tags.Known(Map.of());
    private int reads;

    @Test
    void needsNeitherTagsNorLedgerWhereTheNameDecides() {
        fleet.ledger.fail(new Cause(Cause.Kind.BROKEN, "The ledger failed."));

        assertThat(answer(rule("named", named("orders"), MONTHLY))).isEqualTo(required(MONTHLY));
        assertThat(answer(rule("named", named("invoices"), MONTHLY))).isEqualTo(new RequiredDrill.Answer.NotRequired());
        assertThat(answer()).isEqualTo(new RequiredDrill.Answer.NotRequired());
        assertThat(reads).isZero();
    }

    @Test
    void readsTagsWhereTheyDecide() {
        Rule gold = rule("gold", BY_TAG, WEEKLY);

        assertThat(answer(gold, rule("rest", named("orders"), MONTHLY))).isEqualTo(required(MONTHLY));
        assertThat(answer(gold)).isEqualTo(new RequiredDrill.Answer.NotRequired());
        tags = new Tags.Known(Map.of("tier", "gold"));
        assertThat(answer(gold, rule("rest", named("orders"), MONTHLY))).isEqualTo(required(WEEKLY));
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void takesTheRuleOfTheLastSweepWhereTagsCannotBeRead() {
        Cause denied = new Cause(Cause.Kind.DENIED, "dynamodb:ListTagsOfResource was denied.");
        tags = new Tags.Unreadable(denied);
        Rule gold = rule("gold", BY_TAG, WEEKLY);

        assertThat(answer(gold)).isEqualTo(new RequiredDrill.Answer.NotKnown(denied));

        fleet.table("orders", MONTHLY);
        fleet.observe(ORDERS, "gold", VerdictKind.COMPLIANT);
        assertThat(answer(gold)).isEqualTo(required(WEEKLY));
        fleet.observe(ORDERS, "default", VerdictKind.COMPLIANT);
        assertThat(answer(gold)).isEqualTo(new RequiredDrill.Answer.NotRequired());
        fleet.observe(ORDERS, "gone-rule", VerdictKind.COMPLIANT);
        assertThat(answer(gold)).isEqualTo(new RequiredDrill.Answer.NotKnown(denied));
    }

    @Test
    void saysThatOrganizationalUnitsDecide() {
        assertThat(answer(rule("production", BY_UNIT, MONTHLY)))
                .isInstanceOfSatisfying(
                        RequiredDrill.Answer.NotKnown.class,
                        not -> assertThat(not.cause().message()).contains("organizational units"));
    }

    @Test
    void saysThatTheLedgerCouldNotBeRead() {
        Cause cause = new Cause(Cause.Kind.BROKEN, "The ledger failed.");
        fleet.ledger.fail(cause);

        assertThat(answer(rule("production", BY_UNIT, MONTHLY))).isEqualTo(new RequiredDrill.Answer.NotKnown(cause));
    }

    @Test
    void asksNothingOfExemptTables() {
        Rule exempt = new Rule(
                "exempt",
                named("orders"),
                new Rule.Effect.Exempt(
                        new Exemption("made anew each night", "payments", LocalDate.parse("2036-12-31"))));

        assertThat(answer(exempt)).isEqualTo(new RequiredDrill.Answer.NotRequired());
    }

    private static RequiredDrill.Answer required(DrillRequirement requirement) {
        return new RequiredDrill.Answer.Required(requirement);
    }

    private static Match named(String glob) {
        return new Match(List.of(new Glob(glob)), List.of(), List.of(), List.of(), List.of());
    }

    private static Rule rule(String name, Match match, DrillRequirement drill) {
        return new Rule(
                name,
                match,
                new Rule.Effect.Require(Requirement.RECOVERY_ON.with(DrillCheck.DRILL, drill), Action.ALERT));
    }

    private RequiredDrill.Answer answer(Rule... rules) {
        Policy policy = new Policy("policy.yaml", List.of(rules), Limits.STANDARD);
        return new RequiredDrill(policy, new Reads(), fleet.ledger).of(ORDERS, fleet.now());
    }

    /** Counts what is read of tags. */
    private final class Reads implements TableTags {
        @Override
        public Result<Page<Map<String, Tags.Known>>> bulk(Optional<String> token) {
            throw new AssertionError("one table needs no bulk");
        }

        @Override
        public Tags of(TableRef table) {
            reads++;
            return tags;
        }
    }
}
