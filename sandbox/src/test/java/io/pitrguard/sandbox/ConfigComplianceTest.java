package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.config.model.ComplianceType.COMPLIANT;
import static software.amazon.awssdk.services.config.model.ComplianceType.INSUFFICIENT_DATA;
import static software.amazon.awssdk.services.config.model.ComplianceType.NON_COMPLIANT;
import static software.amazon.awssdk.services.config.model.ComplianceType.NOT_APPLICABLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.config.model.Evaluation;
import software.amazon.awssdk.services.config.model.EvaluationResult;

/** What GetComplianceDetailsByConfigRule shows of a rule's results. */
class ConfigComplianceTest extends ConfigFixture {

    @Test
    void showsAResultWithItsTimes() {
        String token = rule.newToken();
        clock.advance(Duration.ofSeconds(3));
        put(token, evaluation("orders", NON_COMPLIANT, change -> change.annotation("PITR is off.")));

        EvaluationResult result = details(request -> {}).getFirst();

        assertThat(result.complianceType()).isEqualTo(NON_COMPLIANT);
        assertThat(result.annotation()).isEqualTo("PITR is off.");
        assertThat(result.configRuleInvokedTime()).isEqualTo(NOW);
        assertThat(result.resultRecordedTime()).isEqualTo(NOW.plusSeconds(3));
        assertThat(result.evaluationResultIdentifier().orderingTimestamp()).isEqualTo(NOW);
        assertThat(result.evaluationResultIdentifier().evaluationResultQualifier())
                .satisfies(qualifier -> {
                    assertThat(qualifier.configRuleName()).isEqualTo(RULE);
                    assertThat(qualifier.resourceType()).isEqualTo(TABLE);
                    assertThat(qualifier.resourceId()).isEqualTo("orders");
                    assertThat(qualifier.evaluationModeAsString()).isEqualTo("DETECTIVE");
                });
    }

    @Test
    void filtersByCompliance() {
        put(evaluation("on", COMPLIANT), evaluation("off", NON_COMPLIANT), evaluation("gone", NOT_APPLICABLE));

        assertThat(ids(details(request -> request.complianceTypes(COMPLIANT, NON_COMPLIANT))))
                .containsExactly("off", "on");
        assertThat(ids(details(request -> request.complianceTypes(NOT_APPLICABLE))))
                .containsExactly("gone");
        assertThat(ids(details(request -> {}))).containsExactly("gone", "off", "on");
        assertThat(details(request -> {}).getFirst().annotation()).isNull();
    }

    @Test
    void pagesTenAtATimeUnlessAskedOtherwise() {
        put(many(25));

        assertThat(details(request -> {})).hasSize(10);
        assertThat(details(request -> request.limit(0))).hasSize(10);
        assertThat(details(request -> request.limit(100))).hasSize(25);
        assertThat(all(7)).hasSize(25).doesNotHaveDuplicates();
        assertThat(all(25)).hasSize(25);
    }

    @Test
    void anEmptyTokenAsksForTheFirstPage() {
        put(evaluation("orders", COMPLIANT));

        assertThat(details(request -> request.nextToken(""))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void refusesPagesOutOf0To100(int limit) {
        assertInvalid(() -> details(request -> request.limit(limit)), "'limit'");
    }

    @Test
    void refusesRulesItDoesNotKnow() {
        assertRefused(() -> details(request -> request.configRuleName("missing")), "NoSuchConfigRuleException");
        assertInvalid(() -> details(request -> request.configRuleName("x".repeat(65))), "less than or equal to 64");
        assertInvalid(() -> details(request -> request.configRuleName(null)), "'configRuleName'");
    }

    @Test
    void refusesFiltersAndTokensItDoesNotKnow() {
        assertRefused(
                () -> details(request -> request.complianceTypes(INSUFFICIENT_DATA)), "InvalidParameterValueException");
        assertInvalid(() -> details(request -> request.complianceTypesWithStrings("GREEN")), "enum value set");
        assertInvalid(
                () -> details(request -> request.complianceTypes(COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, COMPLIANT)),
                "'complianceTypes'");
        assertRefused(() -> details(request -> request.nextToken("not a token")), "InvalidNextTokenException");
    }

    private List<String> all(int limit) {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            var page = config.getComplianceDetailsByConfigRule(
                    request -> request.configRuleName(RULE).limit(limit).nextToken(next));
            all.addAll(ids(page.evaluationResults()));
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private static List<String> ids(List<EvaluationResult> results) {
        return results.stream()
                .map(result -> result.evaluationResultIdentifier()
                        .evaluationResultQualifier()
                        .resourceId())
                .toList();
    }

    private static Evaluation[] many(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> evaluation("orders-" + index, COMPLIANT))
                .toArray(Evaluation[]::new);
    }
}
