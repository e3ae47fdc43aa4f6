package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.Schedules;
import io.pitrguard.domain.policy.TagPattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    @Test
    void readsEveryField() {
        Policy policy = valid(Corpus.text(Corpus.valid("everything.yaml")));
        Match critical = new Match(
                List.of(new Glob("orders-*"), new Glob("payments")),
                List.of(new TagPattern("tier", Optional.of(new Glob("critical")))),
                List.of(new TagPattern("env", Optional.of(new Glob("prod"))), new TagPattern("team", Optional.empty())),
                List.of("111122223333"),
                List.of(new Glob("eu-*")));
        Requirement strict = Requirement.RECOVERY_ON
                .with(RecoveryPeriodCheck.DAYS, 35)
                .with(RestorePointLagCheck.MAX_LAG, Duration.ofMinutes(15))
                .with(DeletionProtectionCheck.PROTECTION, true)
                .with(
                        DrillCheck.DRILL,
                        new DrillRequirement(
                                Duration.ofDays(30),
                                Optional.of(Duration.ofHours(2)),
                                Optional.of(new BigDecimal("5")),
                                10_000,
                                true,
                                Optional.of(new DrillRequirement.TimeAttribute("updatedAt", Duration.ofHours(1))),
                                Optional.of("s3://my-exports/drills"),
                                List.of(new DrillRequirement.Assertion(
                                        "SELECT * FROM {table} WHERE total < 0",
                                        OptionalLong.empty(),
                                        OptionalLong.of(0)))));
        Match scratch = new Match(List.of(new Glob("tmp-*")), List.of(), List.of(), List.of(), List.of());
        Exemption nightly = new Exemption("rebuilt nightly", "data-platform@example.com", LocalDate.of(2027, 3, 31));
        assertThat(policy)
                .isEqualTo(new Policy(
                        "policy.yaml",
                        List.of(
                                new Rule(
                                        "critical",
                                        critical,
                                        new Rule.Effect.Require(
                                                strict,
                                                Action.REMEDIATE,
                                                false,
                                                new Schedules(Optional.of(new BackupRequirement(
                                                        Duration.ofDays(30), Optional.of(Duration.ofDays(400)), 3))))),
                                new Rule("scratch", scratch, new Rule.Effect.Exempt(nightly))),
                        new Limits(10, new BigDecimal("49.9"), new BigDecimal("1000"), true, 30, OptionalInt.of(4)),
                        Policy.EXEMPT_TAG,
                        Map.of(
                                "111122223333",
                                "team-a",
                                "444455556666",
                                "data-platform@example.com",
                                "012345678901",
                                "team-a"),
                        new RestorePolicy(
                                RestorePolicy.Approval.REQUIRED,
                                List.of(
                                        new Glob("arn:aws:sts::*:assumed-role/Oncall/*"),
                                        new Glob("arn:aws:iam::111122223333:user/ada")),
                                true,
                                Duration.ofMinutes(90),
                                "restored-"),
                        new DrillBudget(3, 2, Optional.of(new BigDecimal("20")), 200)));
    }

    @Test
    void fillsInDefaults() {
        Policy policy = valid("version: 1\nrules: [{ name: all }]\n");
        assertThat(policy.limits()).isEqualTo(Limits.STANDARD);
        assertThat(policy.recovery()).isEqualTo(RestorePolicy.STANDARD);
        assertThat(valid("version: 1\nrecovery: {}\n").recovery()).isEqualTo(RestorePolicy.STANDARD);
        assertThat(policy.drills()).isEqualTo(DrillBudget.STANDARD);
        assertThat(valid("version: 1\ndrills: {}\n").drills()).isEqualTo(DrillBudget.STANDARD);
        assertThat(policy.rules())
                .containsExactly(new Rule(
                        "all", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT)));
    }

    @ParameterizedTest
    @CsvSource({
        "301s,PT5M1S",
        "900s,PT15M",
        "15m,PT15M",
        "1h,PT1H",
        "PT15M,PT15M",
        "P1D,P1D",
        "PT1H30M,PT1H30M",
        "P0DT301S,PT5M1S"
    })
    void readsDurations(String written, Duration meant) {
        Policy policy = valid("version: 1\nrules: [{ name: a, require: { maxRestorePointLag: " + written + " } }]\n");
        assertThat(requirement(policy).get(RestorePointLagCheck.MAX_LAG)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "15", "m", "-5m", "1.5h", "P", "PT", "P1DT", "P0D", "P1Y", "pt15m", "1d", "9999999m"})
    void refusesWhatIsNoDuration(String written) {
        assertThat(errors("version: 1\nrules: [{ name: a, require: { maxRestorePointLag: " + written + " } }]\n"))
                .singleElement()
                .extracting(PolicyError::path)
                .isEqualTo("rules[0].require.maxRestorePointLag");
    }

    /** AWS is always five minutes behind: every table would fall short for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"1s", "90s", "300s", "1m", "5m", "PT5M", "PT300S", "P0DT1S"})
    void refusesLagThatNoTableCanKeepTo(String written) {
        assertThat(errors("version: 1\nrules: [{ name: a, require: { maxRestorePointLag: " + written + " } }]\n"))
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .contains("is a lag that no table can keep to", "always 5 minutes old: use 15m or more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "0x7", "0o7", "+7", "0.7e1", "07"})
    void readsNumbersAsYamlWritesThem(String written) {
        Policy policy = valid("version: 1\nrules: [{ name: a, require: { recoveryPeriodDays: " + written + " } }]\n");
        assertThat(requirement(policy).get(RecoveryPeriodCheck.DAYS)).contains(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", ".nan", ".inf", "0xffffffffffffffffffff", "1e99999999999999999999"})
    void refusesNumbersBeyondAllBounds(String written) {
        assertThat(errors("version: 1\nlimits: { maxMonthlyCostUsdPerTable: " + written + " }\n"))
                .hasSize(1);
    }

    /** Every table is matched against every rule: both are bounded, so that judging a fleet is. */
    @Test
    void boundsRulesAndStars() {
        String rules = IntStream.rangeClosed(1, 501)
                .mapToObj(i -> "  - { name: r%d, match: { table: 't%d-*' }, require: { recoveryPeriodDays: 7 } }%n"
                        .formatted(i, i))
                .collect(Collectors.joining());
        assertThat(errors("version: 1\nrules:\n" + rules))
                .singleElement()
                .asString()
                .contains("there are 501 rules; at most 500 are allowed");
        assertThat(valid("version: 1\nrules:\n" + rules.substring(0, rules.lastIndexOf("  - {")))
                        .rules())
                .hasSize(500);
        String match = "version: 1\nrules: [{ name: a, match: { %s }, require: { recoveryPeriodDays: 7 } }]\n";
        for (String key : List.of("table: '%s'", "region: '%s'", "tag: 'a=%s'")) {
            assertThat(valid(match.formatted(key.formatted("a*".repeat(10)))).rules())
                    .as(key)
                    .hasSize(1);
            assertThat(errors(match.formatted(key.formatted("a*".repeat(11)))))
                    .as(key)
                    .singleElement()
                    .asString()
                    .contains("At most ten *.");
        }
    }

    @Test
    void namesAHundredErrorsAndCountsTheOthers() {
        String patterns = "'!', ".repeat(10_000);

        assertThat(errors("version: 1\nrules: [{ name: a, match: { table: [" + patterns + "] } }]\n"))
                .hasSize(101)
                .last()
                .asString()
                .contains("more errors. Fix those above first.");
    }

    @Test
    void takesTinyCostsForWhatTheyAre() {
        assertThat(valid("version: 1\nlimits: { maxMonthlyCostUsdPerTable: 1e-999999999 }\n")
                        .limits()
                        .maxMonthlyCostUsdPerTable())
                .isEqualByComparingTo("0");
    }

    @Test
    void foldsReasonsIntoOneLine() {
        Policy policy = valid("""
                version: 1
                rules:
                  - name: a
                    exempt:
                      reason: |
                        rebuilt
                          nightly
                      owner: " me "
                      until: 2027-03-31
                """);
        assertThat(policy.rules().getFirst().effect())
                .isEqualTo(new Rule.Effect.Exempt(new Exemption("rebuilt nightly", "me", LocalDate.of(2027, 3, 31))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\t\\n", "\\u2003", "\\x1c"})
    void refusesBlankReasons(String blank) {
        assertThat(errors("version: 1\nrules: [{ name: a, exempt: { reason: \"" + blank
                        + "\", owner: b, until: 2027-03-31 } }]\n"))
                .singleElement()
                .extracting(PolicyError::path)
                .isEqualTo("rules[0].exempt.reason");
    }

    @Test
    void letsRulesFollowAnExemptionOfEveryTableBecauseItEnds() {
        assertThat(valid("""
                                version: 1
                                rules:
                                  - name: freeze
                                    exempt: { reason: a, owner: b, until: 2027-03-31 }
                                  - name: rest
                                    action: remediate
                                """).rules()).hasSize(2);
    }

    @Test
    void readsByteOrderMarksAndWindowsLineEnds() {
        assertThat(valid("\uFEFFversion: 1\r\nrules:\r\n  - name: a\r\n").rules())
                .hasSize(1);
        assertThat(errors("version: 1\r\nrules:\r\n  - name: a\r\n    axtion: alert\r\n"))
                .extracting(PolicyError::line, PolicyError::column)
                .containsExactly(tuple(4, 5));
    }

    @Test
    void survivesDeepNesting() {
        assertThat(errors("version: 1\nrules: " + "[".repeat(200_000)))
                .singleElement()
                .extracting(PolicyError::message)
                .isEqualTo("values are nested more than 20 deep");
        assertThat(errors("- ".repeat(100_000))).hasSize(1);
        assertThat(errors("? ".repeat(100_000))).hasSize(1);
    }

    @Test
    void survivesAliasBombs() {
        StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }
        assertThat(errors(bomb.toString()))
                .singleElement()
                .extracting(PolicyError::message)
                .asString()
                .startsWith("the document holds more than 50000 values");
    }

    @Test
    void refusesTextsBeyondTheSizeOfAnyPolicy() {
        assertThat(errors("version: 1\n" + "#".repeat(256 * 1024)))
                .extracting(PolicyError::toString)
                .containsExactly("policy.yaml: the file is larger than 256 KiB."
                        + " Check that this is the policy; a pattern such as orders-* stands for many tables.");
    }

    @Test
    void neverThrowsWhateverTheText() {
        Random random = new Random(20261122);
        List<String> seeds = Stream.concat(Corpus.valid().stream(), Corpus.invalid().stream())
                .map(Corpus::text)
                .filter(text -> !text.isEmpty())
                .toList();
        for (int i = 0; i < 20_000; i++) {
            String garbled = garble(seeds.get(random.nextInt(seeds.size())), random);
            switch (PolicyReader.read("policy.yaml", garbled)) {
                case PolicyReading.Valid _ -> {}
                case PolicyReading.Invalid invalid ->
                    assertThat(invalid.description()).doesNotContain("\u001b", "Exception", "null.");
            }
        }
    }

    private static String garble(String text, Random random) {
        String spice = "*&!%@`'\"{}[]:,-?#|>\t\n \\\u0007\ud83d\ude00\ud83d~<=0x";
        StringBuilder garbled = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(3); edits > 0 && !garbled.isEmpty(); edits--) {
            int at = random.nextInt(garbled.length());
            switch (random.nextInt(3)) {
                case 0 -> garbled.deleteCharAt(at);
                case 1 -> garbled.insert(at, spice.charAt(random.nextInt(spice.length())));
                default -> garbled.setCharAt(at, spice.charAt(random.nextInt(spice.length())));
            }
        }
        return garbled.toString();
    }

    @Test
    void printsErrorsTheWayCompilersDo() {
        assertThat(new PolicyError("my.yaml", 7, 5, "rules[0].name", "is missing", "Add it.").description())
                .isEqualTo("my.yaml:7:5: rules[0].name: is missing. Add it.");
        assertThat(new PolicyError("my.yaml", 0, 0, "", "there is no such file", "Check it."))
                .hasToString("my.yaml: there is no such file. Check it.");
    }

    @Test
    void errorsAreWhole() {
        assertThatThrownBy(() -> new PolicyError("my.yaml", -1, 0, "", "a", "b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PolicyError("my.yaml", 1, 1, "", "a", " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PolicyReading.Invalid(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Requirement requirement(Policy policy) {
        return ((Rule.Effect.Require) policy.rules().getFirst().effect()).requirement();
    }

    private static Policy valid(String yaml) {
        PolicyReading reading = PolicyReader.read("policy.yaml", yaml);
        assertThat(reading).isInstanceOf(PolicyReading.Valid.class);
        return ((PolicyReading.Valid) reading).policy();
    }

    private static List<PolicyError> errors(String yaml) {
        PolicyReading reading = PolicyReader.read("policy.yaml", yaml);
        assertThat(reading).isInstanceOf(PolicyReading.Invalid.class);
        return ((PolicyReading.Invalid) reading).errors();
    }
}
