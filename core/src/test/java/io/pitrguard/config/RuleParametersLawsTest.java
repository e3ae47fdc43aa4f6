package io.pitrguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.text.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of a rule's parameters whatever somebody types into the console. */
class RuleParametersLawsTest {
    private static final Settings SETTINGS = new Settings(
            Policy.BUILT_IN,
            Path.of("no-such-folder"),
            true,
            Optional.empty(),
            10,
            Duration.ofSeconds(30),
            "PitrGuard");

    @Property
    void areReadOrRefusedInWordsThatNameThem(@ForAll("parameters") Map<String, String> parameters) {
        try {
            RuleParameters read = RuleParameters.read(parameters, SETTINGS);
            assertThat(read.policy().rules())
                    .allSatisfy(rule -> assertThat(rule.effect()).isInstanceOf(Rule.Effect.Require.class));
        } catch (SettingsException refused) {
            assertThat(refused.getMessage()).contains("The rule parameter '");
            assertThat(parameters.keySet().stream().map(Printable::line)).anyMatch(refused.getMessage()::contains);
        }
    }

    @Property
    void neverAskLessThanThePolicy(
            @ForAll @IntRange(min = 1, max = 35) int days,
            @ForAll @IntRange(min = 6, max = 90) int minutes,
            @ForAll @IntRange(min = 1, max = 35) int askedDays,
            @ForAll @IntRange(min = 6, max = 90) int askedMinutes) {
        Requirement asked = requirement(days, minutes);
        Rule rule = new Rule("all", Match.EVERY_TABLE, new Rule.Effect.Require(asked, Action.ALERT));
        Policy policy = new Policy("test", List.of(rule), Limits.STANDARD);
        Settings settings =
                new Settings(policy, Path.of(""), true, Optional.empty(), 10, Duration.ofSeconds(30), "PitrGuard");

        Rule read = RuleParameters.read(
                        Map.of("recoveryPeriodDays", "" + askedDays, "maxRestorePointLag", askedMinutes + "m"),
                        settings)
                .policy()
                .rules()
                .getFirst();

        assertThat(((Rule.Effect.Require) read.effect()).requirement())
                .isEqualTo(requirement(Math.max(days, askedDays), Math.min(minutes, askedMinutes)));
    }

    private static Requirement requirement(int days, int minutes) {
        return Requirement.RECOVERY_ON
                .with(RecoveryPeriodCheck.DAYS, days)
                .with(RestorePointLagCheck.MAX_LAG, Duration.ofMinutes(minutes))
                .with(DeletionProtectionCheck.PROTECTION, true);
    }

    @Provide
    Arbitrary<Map<String, String>> parameters() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("recoveryPeriodDays", "maxRestorePointLag", "exemptTag", "exemptAs", "policy", "act"),
                Arbitraries.strings().ofMaxLength(30));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("7", "35", "15m", "PT1H", "never", "policy", "COMPLIANT", "built-in", "", " "),
                Arbitraries.strings().all().ofMaxLength(130));
        return Arbitraries.maps(names, values).ofMaxSize(6);
    }
}
