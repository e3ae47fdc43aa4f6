package io.pitrguard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
            assertThat(parameters.keySet()).anyMatch(refused.getMessage()::contains);
        }
    }

    @Property
    void neverActWhereTheDeploymentDoesNot(@ForAll("parameters") Map<String, String> parameters) {
        Settings never = new Settings(
                Policy.BUILT_IN, Path.of(""), false, Optional.empty(), 10, Duration.ofSeconds(30), "PitrGuard");
        try {
            assertThat(RuleParameters.read(parameters, never).act()).isFalse();
        } catch (SettingsException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
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
