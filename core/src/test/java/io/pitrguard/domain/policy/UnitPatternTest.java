package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitPatternTest {
    private static final List<OrganizationalUnit> PRODUCTION = List.of(
            new OrganizationalUnit("ou-ab12-11111111", "Workloads"),
            new OrganizationalUnit("ou-ab12-22222222", "Production"));

    @ParameterizedTest
    @CsvSource({
        "ou-ab12-11111111, true",
        "ou-ab12-22222222, true",
        "ou-ab12-33333333, false",
        "ou-ab12-*, false",
        "Workloads, true",
        "Workloads/Production, true",
        "Workloads/Prod*, true",
        "Production, false",
        "*/Production, true",
        "Workloads/Test, false",
        "Work, false",
        "workloads, false"
    })
    void isAnIdOrThePathOfAUnitOrOfOneAbove(String pattern, boolean matches) {
        assertThat(new UnitPattern(pattern).matches(PRODUCTION)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /Workloads            | has a '/' without a name on both sides
            Workloads/            | has a '/' without a name on both sides
            Workloads//Production | has a '/' without a name on both sides
            ou-ab12               | looks like the id of an organizational unit and is not one
            ou-ab12-1111          | looks like the id of an organizational unit and is not one
            ou-ab12-*             | looks like the id of an organizational unit and is not one
            """)
    void saysWhyATextFitsNoUnit(String text, String what) {
        assertThat(UnitPattern.problem(text)).hasValueSatisfying(problem -> {
            assertThat(problem.what()).isEqualTo(what);
            assertThat(problem.remedy()).contains("rite ").endsWith(".");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Workloads",
                "Workloads/Prod*",
                "*/Production",
                "ou-ab12-11111111",
                "ou-Finance",
                "r-ab12",
                "Route"
            })
    void otherTextsMayFitOne(String text) {
        assertThat(UnitPattern.problem(text)).isEmpty();
        assertThat(new UnitPattern(text).namesRoot()).isEqualTo(text.equals("r-ab12"));
    }

    /** AWS lets names contain it: such a unit must not pass for one inside another. */
    @ParameterizedTest
    @CsvSource({
        "Workloads/Prod, false",
        "Workloads/Prod/Shop, false",
        "Workloads/*, false",
        "*/Shop, true",
        "Workloads?Prod, true",
        "Workloads*, true",
        "ou-ab12-11111111, true"
    })
    void aSlashInANameSeparatesNothing(String pattern, boolean matches) {
        assertThat(new UnitPattern(pattern)
                        .matches(List.of(
                                new OrganizationalUnit("ou-ab12-11111111", "Workloads/Prod"),
                                new OrganizationalUnit("ou-ab12-22222222", "Shop"))))
                .isEqualTo(matches);
    }

    @Test
    void noUnitIsMatchedAtTheRoot() {
        assertThat(new UnitPattern("*").matches(List.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Workloads*, Workloads/Production, true", "Workloads, Workloads, true", "Workloads, Sandbox, false"})
    void coversWhatFitsIt(String one, String other, boolean covers) {
        assertThat(new UnitPattern(one).covers(new UnitPattern(other))).isEqualTo(covers);
    }

    @Test
    void isNotEmpty() {
        assertThatThrownBy(() -> new UnitPattern(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new UnitPattern("Workloads")).hasToString("Workloads");
    }

    @Test
    void aMatchIsUndecidedUntilTheUnitsAreKnown() {
        Match match = inUnits("Workloads");
        assertThat(match.test(new AccountRegion("aws", "111122223333", "eu-west-1").table("orders"), Tags.NONE))
                .isEqualTo(Match.Answer.UNKNOWN);
        assertThat(match.within(PRODUCTION)).contains(Match.EVERY_TABLE);
        assertThat(match.within(List.of())).isEmpty();
        assertThat(Match.EVERY_TABLE.within(List.of())).contains(Match.EVERY_TABLE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, Workloads, true", "Workloads, -, false", "Work*, Workloads, true", "Workloads, Work*, false"})
    void aMatchCoversAnotherOnlyIfItsUnitsDo(String one, String other, boolean covers) {
        assertThat(inUnits(one).covers(inUnits(other))).isEqualTo(covers);
    }

    @Test
    void aPolicyKeepsTheRulesOfTheUnits() {
        Rule production = rule("production", inUnits("Workloads/Production"));
        Rule sandbox = rule("sandbox", inUnits("Sandbox"));
        Rule all = rule("all", Match.EVERY_TABLE);
        Policy policy = new Policy("p.yaml", List.of(production, sandbox, all), Limits.STANDARD);
        assertThat(policy.asksUnits()).isTrue();
        assertThat(policy.within(PRODUCTION).rules()).extracting(Rule::name).containsExactly("production", "all");
        assertThat(policy.within(PRODUCTION).asksUnits()).isFalse();
        assertThat(policy.within(PRODUCTION)
                        .choose(
                                new AccountRegion("aws", "111122223333", "eu-west-1").table("orders"),
                                Tags.NONE,
                                Instant.EPOCH)
                        .candidates())
                .extracting(Rule::name)
                .containsExactly("production");
    }

    private static Rule rule(String name, Match match) {
        return new Rule(name, match, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT));
    }

    private static Match inUnits(String unit) {
        List<UnitPattern> units = unit == null ? List.of() : List.of(new UnitPattern(unit));
        return new Match(List.of(), List.of(), List.of(), List.of(), List.of(), units);
    }
}
