package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Prices;
import io.pitrguard.domain.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyWarningsTest {
    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "eu-*", "*", "??-east-1", "cn-*", "us-gov-*", "us-iso*", "eusc-de-east-1"})
    void saysNothingOfRegionsThatExist(String pattern) {
        assertThat(warnings(pattern)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eu-wset-1 | Did you mean eu-west-1?
            eu-west-9 | Did you mean eu-west-1, eu-west-2 or eu-west-3?
            ue-*      | Did you mean eu-*
            eu-wset-? | Did you mean eu-west-??
            us-*-9    | Write a region's code, such as eu-west-1, or eu-*;
            moon      | Write a region's code, such as eu-west-1, or eu-*;
            """)
    void namesTheNearestOfUnknownRegions(String pattern, String remedy) {
        assertThat(warnings(pattern))
                .singleElement()
                .asString()
                .startsWith("Rule 'a': '" + pattern + "' matches no known region. " + remedy)
                .endsWith("gnore this if the region is new.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {approvers: 'arn:aws:iam::111122223333:user/ada'}                     | true
            {breakGlass: true}                                                    | true
            {approval: none, breakGlass: true}                                    | true
            {approval: required, breakGlass: true}                                | false
            {approval: required, approvers: 'arn:aws:iam::111122223333:user/ada'} | false
            {approvalExpires: 1h}                                                 | false
            """)
    void warnsOfApproversWithoutAnApproval(String recovery, boolean warns) {
        PolicyReading reading = PolicyReader.read("my.yaml", "version: 1\nrecovery: " + recovery + "\n");
        List<String> warnings = PolicyWarnings.of(((PolicyReading.Valid) reading).policy(), List.of());

        assertThat(warnings)
                .isEqualTo(
                        warns
                                ? List.of(
                                        "recovery.approvers and recovery.breakGlass change nothing without an approval."
                                                + " Add 'approval: required' to recovery, or remove them.")
                                : List.of());
    }

    @Test
    void warnsOfEachPattern() {
        assertThat(warnings("eu-wset-1, eu-west-1, moon")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"6, true", "5, false", "0, false"})
    void warnsOfALimitThatLimitsNothing(int ofAccount, boolean warned) {
        String yaml = "version: 1\nlimits: { maxChangesPerSweep: 5, maxChangesPerAccount: %d }\n".formatted(ofAccount);

        List<String> warnings =
                PolicyWarnings.of(((PolicyReading.Valid) PolicyReader.read("policy.yaml", yaml)).policy(), List.of());

        assertThat(warnings)
                .isEqualTo(
                        warned
                                ? List.of(
                                        "limits.maxChangesPerAccount (6) is above maxChangesPerSweep (5), so that it limits nothing. Lower it, or raise maxChangesPerSweep.")
                                : List.of());
    }

    private static List<String> warnings(String patterns) {
        String yaml = "version: 1\nrules: [{ name: a, match: { region: [ '%s' ] } }]\n"
                .formatted(patterns.replace(", ", "', '"));
        Policy policy = ((PolicyReading.Valid) PolicyReader.read("policy.yaml", yaml)).policy();
        return PolicyWarnings.of(policy, Prices.shipped().usdPerGbMonth().keySet());
    }
}
