package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableFacts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One policy for an organization decides where a table's own tags may exempt it: by account, by unit, or everywhere else. */
class CentralPolicyTest {
    private static final String PAYMENTS = "111122223333";
    private static final Policy POLICY = new Policy(
            "central",
            List.of(
                    refusing(
                            "payments",
                            new Match(List.of(), List.of(), List.of(), List.of(PAYMENTS), List.of(), List.of())),
                    refusing(
                            "production",
                            new Match(
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(new UnitPattern("Workloads/Production"))))),
            Limits.STANDARD);

    @ParameterizedTest
    @CsvSource({
        // account, unit, tags, verdict, rule
        PAYMENTS + ", Sandbox, active, OFF, payments",
        PAYMENTS + ", Production, active, OFF, payments",
        PAYMENTS + ", Sandbox, unreadable, OFF, payments",
        "444455556666, Production, active, OFF, production",
        "444455556666, Production, unreadable, OFF, production",
        "444455556666, Sandbox, active, own, default",
        "444455556666, Sandbox, unreadable, ?by tags, ",
        "444455556666, Sandbox, none, OFF, default",
    })
    void tagsExemptOnlyWhereThePolicyLetsThem(String account, String unit, String tags, String verdict, String rule) {
        TableFacts facts = new TableFacts(
                new AccountRegion("aws", account, "eu-west-1").table("orders"),
                Words.tags(tags),
                Words.details("ACTIVE open"));
        List<OrganizationalUnit> units =
                List.of(new OrganizationalUnit("ou-1", "Workloads"), new OrganizationalUnit("ou-2", unit));

        Judgement judgement = Evaluator.evaluate(POLICY.within(units), facts, Words.state("off"), Words.NOW);

        assertThat(judgement.verdict()).isEqualTo(Words.verdict(verdict));
        assertThat(judgement.rule().map(Rule::name).orElse(null)).isEqualTo(rule);
    }

    private static Rule refusing(String name, Match match) {
        return new Rule(name, match, new Rule.Effect.Require(Words.requirement("on"), Action.REMEDIATE, false));
    }
}
