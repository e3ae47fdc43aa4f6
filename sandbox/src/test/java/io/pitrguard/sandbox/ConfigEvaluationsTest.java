package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.services.config.model.ComplianceType.COMPLIANT;
import static software.amazon.awssdk.services.config.model.ComplianceType.INSUFFICIENT_DATA;
import static software.amazon.awssdk.services.config.model.ComplianceType.NON_COMPLIANT;
import static software.amazon.awssdk.services.config.model.ComplianceType.NOT_APPLICABLE;

import io.pitrguard.sandbox.state.Compliance;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.config.model.ComplianceType;
import software.amazon.awssdk.services.config.model.Evaluation;
import software.amazon.awssdk.services.config.model.PutEvaluationsResponse;

/** What PutEvaluations accepts, refuses, fails and remembers. */
class ConfigEvaluationsTest extends ConfigFixture {

    @Test
    void showsWhatWasReported() {
        var answer = put(evaluation("orders", NON_COMPLIANT, change -> change.annotation("PITR is off.")));

        assertThat(answer.failedEvaluations()).isEmpty();
        assertThat(sandbox.config().dashboard(RULE))
                .containsOnlyKeys("orders")
                .containsEntry(
                        "orders",
                        new io.pitrguard.sandbox.state.Evaluation(
                                TABLE, "orders", Compliance.NON_COMPLIANT, "PITR is off.", NOW));
    }

    @Test
    void takes100EvaluationsACallAndNoMore() {
        put(many(100));
        put(many(0));

        assertThat(rule.dashboard()).hasSize(100);
        assertInvalid(() -> put(many(101)), "'evaluations' failed to satisfy constraint");
    }

    @Test
    void theNewerOrderingTimestampWinsWhateverTheOrderOfArrival() {
        put(at(Duration.ZERO, NON_COMPLIANT));
        put(at(Duration.ofMillis(-1), COMPLIANT));
        assertThat(shown("orders")).isEqualTo(Compliance.NON_COMPLIANT);

        put(at(Duration.ofMillis(1), COMPLIANT));
        assertThat(shown("orders")).isEqualTo(Compliance.COMPLIANT);
        assertThat(rule.accepted())
                .extracting(evaluation -> evaluation.compliance())
                .containsExactly(Compliance.NON_COMPLIANT, Compliance.COMPLIANT, Compliance.COMPLIANT);
    }

    @Test
    void anEqualOrderingTimestampOverwrites() {
        put(at(Duration.ZERO, NON_COMPLIANT));
        put(at(Duration.ZERO, COMPLIANT));

        assertThat(shown("orders")).isEqualTo(Compliance.COMPLIANT);
    }

    @Test
    void aResourceThatDoesNotApplyLeavesTheDashboardAndIsNotBroughtBackByAnOlderVerdict() {
        put(at(Duration.ZERO, NON_COMPLIANT));
        put(at(Duration.ofSeconds(2), NOT_APPLICABLE));
        put(at(Duration.ofSeconds(1), COMPLIANT));

        assertThat(rule.dashboard()).isEmpty();
        assertThat(rule.results().get("orders").evaluation().compliance()).isEqualTo(Compliance.NOT_APPLICABLE);

        put(at(Duration.ofSeconds(3), COMPLIANT));
        assertThat(rule.dashboard()).containsOnlyKeys("orders");
    }

    @Test
    void failsTheEvaluationsItIsSetToFail() {
        sandbox.config().failEvaluations("orders", 2);

        assertThat(put(evaluation("orders", COMPLIANT), evaluation("payments", COMPLIANT))
                        .failedEvaluations())
                .containsExactly(evaluation("orders", COMPLIANT));
        assertThat(rule.dashboard()).containsOnlyKeys("payments");
        assertThat(put(evaluation("orders", COMPLIANT)).failedEvaluations()).hasSize(1);
        assertThat(put(evaluation("orders", COMPLIANT)).failedEvaluations()).isEmpty();
        assertThat(rule.dashboard()).containsOnlyKeys("orders", "payments");
    }

    @Test
    void recordsNothingInATestRun() {
        sandbox.config().failEvaluations("orders", 1);

        for (String token : new String[] {"TESTMODE", "anything", rule.newToken()}) {
            assertThat(test(token).failedEvaluations()).isEmpty();
        }
        assertThat(rule.accepted()).isEmpty();
        assertRefused(() -> test(""), "InvalidResultTokenException");
        assertInvalid(() -> test(null), "'resultToken'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TESTMODE", "", "eyJlbmNyeXB0ZWREYXRhIjpbXX0="})
    void refusesTokensItNeverMade(String token) {
        assertRefused(() -> put(token, evaluation("orders", COMPLIANT)), "InvalidResultTokenException");
    }

    @Test
    void canBeSetToAcceptTheTokenOfAnEventFile() {
        rule.acceptToken("written down");

        assertThat(put("written down", evaluation("orders", COMPLIANT)).failedEvaluations())
                .isEmpty();
        assertThat(rule.dashboard()).containsOnlyKeys("orders");
    }

    @Test
    void refusesExpiredTokensAndTokensOfRulesThatAreGone() {
        String expired = rule.newToken();
        rule.expireTokens();
        String token = rule.newToken();

        assertRefused(() -> put(expired, evaluation("orders", COMPLIANT)), "InvalidResultTokenException");
        put(token, evaluation("orders", COMPLIANT));
        assertThat(sandbox.config().rules().delete(RULE)).isTrue();
        sandbox.config().rules().create(RULE);
        assertRefused(() -> put(token, evaluation("orders", COMPLIANT)), "NoSuchConfigRuleException");
        assertThat(sandbox.config().dashboard(RULE)).isEmpty();
    }

    @Test
    void refusesWhatIsMissing() {
        assertRefused(
                () -> config.putEvaluations(request -> request.resultToken(rule.newToken())),
                "InvalidParameterValueException");
        assertInvalid(() -> put((String) null, evaluation("orders", COMPLIANT)), "'resultToken'");
        assertBad(change -> change.complianceResourceType(null), "'evaluations.1.member.complianceResourceType'");
        assertBad(change -> change.complianceResourceId(null), "'evaluations.1.member.complianceResourceId'");
        assertBad(change -> change.complianceType((String) null), "'evaluations.1.member.complianceType'");
        assertBad(change -> change.orderingTimestamp(null), "'evaluations.1.member.orderingTimestamp'");
    }

    @Test
    void refusesTextsOfTheWrongLength() {
        put(evaluation("x".repeat(768), COMPLIANT, change -> change.annotation("é".repeat(256))));

        assertBad(change -> change.annotation(""), "'evaluations.1.member.annotation'");
        assertBad(change -> change.annotation("x".repeat(257)), "less than or equal to 256");
        assertBad(change -> change.complianceResourceId(""), "greater than or equal to 1");
        assertBad(change -> change.complianceResourceId("x".repeat(769)), "less than or equal to 768");
        assertBad(change -> change.complianceResourceType(""), "greater than or equal to 1");
        assertBad(change -> change.complianceResourceType("x".repeat(257)), "less than or equal to 256");
    }

    @Test
    void refusesVerdictsAndTypesThatConfigDoesNotKnow() {
        assertRefused(() -> put(evaluation("orders", INSUFFICIENT_DATA)), "InvalidParameterValueException");
        assertBad(change -> change.complianceType("PROTECTED"), "enum value set");
        assertRefused(
                () -> put(evaluation("orders", COMPLIANT, change -> change.complianceResourceType("table"))),
                "InvalidParameterValueException");
    }

    @Test
    void oneBadEvaluationRefusesTheWholeCall() {
        assertInvalid(
                () -> put(
                        evaluation("orders", COMPLIANT),
                        evaluation("payments", COMPLIANT, change -> change.annotation(""))),
                "'evaluations.2.member.annotation'");
        assertThat(rule.accepted()).isEmpty();
    }

    @Test
    void rulesHaveNamesAndIdsOfTheirOwn() {
        SandboxRule other = sandbox.config().rules().create("other");

        assertThat(rule.name()).isEqualTo(RULE);
        assertThat(rule.arn()).isEqualTo("arn:aws:config:eu-west-1:123456789012:config-rule/" + rule.id());
        assertThat(other.id()).matches("config-rule-[0-9a-f]{6}").isNotEqualTo(rule.id());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.config().rules().create(RULE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.config().rules().create(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.config().rules().create("x".repeat(129)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.config().rules().get("missing"));
    }

    private PutEvaluationsResponse test(String token) {
        return config.putEvaluations(
                request -> request.testMode(true).resultToken(token).evaluations(evaluation("orders", COMPLIANT)));
    }

    private void assertBad(Consumer<Evaluation.Builder> change, String message) {
        assertInvalid(() -> put(evaluation("orders", COMPLIANT, change)), message);
    }

    private static Evaluation at(Duration later, ComplianceType compliance) {
        return evaluation("orders", compliance, change -> change.orderingTimestamp(NOW.plus(later)));
    }

    private static Evaluation[] many(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> evaluation("orders-" + index, COMPLIANT))
                .toArray(Evaluation[]::new);
    }

    private Compliance shown(String table) {
        return rule.dashboard().get(table).compliance();
    }
}
