package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is explained to a person is what the policy does. */
class PolicyExplanationTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final List<OrganizationalUnit> UNITS =
            List.of(new OrganizationalUnit("ou-ab12-11111111", "Workloads"));
    private static final HypotheticalTable ORDERS = new HypotheticalTable(
            new AccountRegion("aws", "111122223333", "eu-west-1").table("orders"),
            new Tags.Known(Map.of("tier", "gold")),
            true,
            true);

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void namesTheRuleThatThePolicyChooses(int seed) {
        Policy policy = policy(new Random(seed));
        String chosen = policy.within(UNITS)
                .choose(ORDERS.table(), ORDERS.tags(), NOW)
                .candidates()
                .getFirst()
                .name();

        List<String> applied = new PolicyExplanation(policy, ORDERS, Optional.of(UNITS), NOW)
                .lines(new Screen(Screen.UNLIMITED, false)).stream()
                        .filter(line -> line.startsWith("  applies   "))
                        .toList();

        assertThat(applied)
                .singleElement()
                .satisfies(line -> assertThat(line.split(" +", -1)[2]).isEqualTo(chosen));
    }

    private static Policy policy(Random random) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rules.add(new Rule("rule-" + i, match(random), effect(random)));
        }
        return new Policy("policy.yaml", rules, Limits.STANDARD);
    }

    private static Match match(Random random) {
        return new Match(
                any(random, new Glob("orders"), new Glob("users")),
                any(random, TagPattern.parse("tier"), TagPattern.parse("team")),
                any(random, TagPattern.parse("tier=gold"), TagPattern.parse("tier=lead")),
                any(random, "111122223333", "444455556666"),
                any(random, new Glob("eu-*"), new Glob("us-*")),
                any(random, new UnitPattern("Workloads"), new UnitPattern("Sandbox")));
    }

    /** Mostly asks nothing, so that some rule applies often enough. */
    private static <T> List<T> any(Random random, T fits, T doesNot) {
        return switch (random.nextInt(6)) {
            case 0 -> List.of(doesNot);
            case 1 -> List.of(fits);
            default -> List.of();
        };
    }

    private static Rule.Effect effect(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Rule.Effect.Exempt(new Exemption("moved", "shop", LocalDate.parse("2026-11-29")));
            case 1 -> new Rule.Effect.Exempt(new Exemption("moved", "shop", LocalDate.parse("2026-12-31")));
            default -> new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT);
        };
    }
}
