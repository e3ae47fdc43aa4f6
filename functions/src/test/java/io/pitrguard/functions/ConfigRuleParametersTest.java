package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.state.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each parameter of the rule does to what the auditor sees. */
class ConfigRuleParametersTest {
    private static final String EXEMPT = "Exempt until 2027-03-31 (owner: team-data): load test.";

    @TempDir
    private Path folder;

    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();
    private final SandboxTable orders = bed.create("orders");

    @AfterEach
    void close() {
        bed.close();
    }

    private String judged(Map<String, String> parameters) {
        return bed.invoke(bed.changed("orders").withParameters(parameters)).only();
    }

    private void exempt(String tag) {
        orders.tags(Map.of(tag + "-until", "2027-03-31", tag + "-reason", "load test", tag + "-owner", "team-data"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "{}"})
    void areNotNeeded(String none) {
        orders.enabled(1);

        assertThat(bed.invoke(bed.changed("orders").withRawParameters(none)).only())
                .startsWith("COMPLIANT Point-in-time recovery is on, period 1 day, ");
    }

    @Test
    void recoveryPeriodDaysIsTheLeastThatWillDo() {
        orders.enabled(7);

        assertThat(judged(Map.of("recoveryPeriodDays", "8")))
                .isEqualTo("NON_COMPLIANT The recovery period is 7 days; the policy requires at least 8.");
        assertThat(judged(Map.of("recoveryPeriodDays", "7"))).startsWith("COMPLIANT ");
    }

    @Test
    void maxRestorePointLagIsTheMostThatWillDo() {
        orders.enabled(35).latestLag(Duration.ofMinutes(20));

        assertThat(judged(Map.of("maxRestorePointLag", "15m")))
                .isEqualTo("NON_COMPLIANT The latest restorable time is 2026-11-22T09:40:00Z (20 min ago); the"
                        + " policy allows a lag of at most 15 min.");
        assertThat(judged(Map.of("maxRestorePointLag", "20m"))).startsWith("COMPLIANT ");
    }

    @Test
    void exemptTagIsWhereTheTagsBegin() {
        exempt("backup:skip");

        assertThat(judged(Map.of())).startsWith("NON_COMPLIANT ");
        assertThat(judged(Map.of("exemptTag", "backup:skip"))).isEqualTo("NOT_APPLICABLE " + EXEMPT);
    }

    @Test
    void exemptAsIsHowAnExemptTableShows() {
        exempt("pitr-guard:exempt");

        assertThat(judged(Map.of("exemptAs", "COMPLIANT"))).isEqualTo("COMPLIANT " + EXEMPT);
        assertThat(judged(Map.of("exemptAs", "NOT_APPLICABLE"))).isEqualTo("NOT_APPLICABLE " + EXEMPT);
        assertThat(judged(Map.of())).isEqualTo("NOT_APPLICABLE " + EXEMPT);
    }

    @Test
    void policyNamesAnotherFileBesideTheDeployments() throws IOException {
        bed.policyFolder = folder;
        Files.writeString(
                folder.resolve("strict.yaml"),
                "version: 1\nrules: [{ name: all, require: { deletionProtection: true } }]\n");
        orders.enabled(35);

        assertThat(judged(Map.of())).startsWith("COMPLIANT ");
        assertThat(judged(Map.of("policy", "strict.yaml")))
                .isEqualTo("NON_COMPLIANT Deletion protection is off; the policy requires it on.");
        assertThat(judged(Map.of("policy", "built-in"))).startsWith("COMPLIANT ");
    }

    @Test
    void actLetsTheRuleDoWhatThePolicySays() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;

        assertThat(bed.invoke(bed.changed("orders").withParameters(Map.of("act", "never")))
                        .count(ConfigRuleTestBed.WRITE))
                .isZero();
        assertThat(bed.invoke(bed.changed("orders").withParameters(Map.of("act", "policy")))
                        .count(ConfigRuleTestBed.WRITE))
                .isEqualTo(1);
    }

    @Test
    void remediateToWhatTheParametersAsk() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: all, require: { recoveryPeriodDays: 7 }, action: remediate }]
                """);
        orders.enabled(3);

        judged(Map.of("recoveryPeriodDays", "9"));

        assertThat(judged(Map.of("recoveryPeriodDays", "9")))
                .startsWith("COMPLIANT ")
                .contains("period 9 days")
                .endsWith("Rule all requires it on, at least 9 days.");
    }

    @Test
    void neverAskLessThanThePolicy() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        orders.enabled(7);

        assertThat(judged(Map.of("recoveryPeriodDays", "1")))
                .isEqualTo("NON_COMPLIANT The recovery period is 7 days; the policy requires at least 35.");
        assertThat(orders.recovery())
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class, on -> assertThat(on.days()).isEqualTo(35));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"exemptTag\": [\"x\"]} | The rule parameter 'exemptTag' is [\"x\"]. Write it as a text.",
                "{\"exemptTag\": {\"a\": 1}} | The rule parameter 'exemptTag' is {\"a\":1}. Write it as a text.",
                "{\"act\": []} | The rule parameter 'act' is []. Write it as a text."
            })
    void areRefusedWhereTheyAreListsOrObjects(String raw, String message) {
        RuleRun run = bed.invoke(bed.changed("orders").withRawParameters(raw));

        assertThat(run.failed()).isEqualTo(message);
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void areRefusedTogetherBeforeAnythingIsAsked() {
        RuleRun run = bed.invoke(bed.scheduled()
                .withParameters(Map.of("recoveryPeriodDays", "0", "exemptAs", "x", "act", "x", "lag", "15m")));

        assertThat(run.failed().lines()).hasSize(4);
        assertThat(run.calls()).isEmpty();
        assertThat(run.logged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "{", "\"policy\""})
    void areRefusedWhereTheyAreNoObject(String raw) {
        assertThat(bed.invoke(bed.changed("orders").withRawParameters(raw)).failed())
                .startsWith("The event.ruleParameters is ");
    }
}
