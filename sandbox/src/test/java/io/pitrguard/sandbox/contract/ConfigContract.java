package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ComplianceType;
import software.amazon.awssdk.services.config.model.ConfigException;
import software.amazon.awssdk.services.config.model.Evaluation;
import software.amazon.awssdk.services.config.model.InvalidParameterValueException;
import software.amazon.awssdk.services.config.model.ResourceNotDiscoveredException;
import software.amazon.awssdk.services.config.model.ResourceType;

/**
 * What the product relies on when it reports to AWS Config, phrased so that it holds for AWS, for the sandbox and for
 * moto. Apart from {@link AwsContract}, so that only those who check it need the SDK's client of AWS Config.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConfigContract {

    private ConfigClient config;

    /** What to check; asked once. */
    protected abstract Target target();

    @BeforeAll
    void connect() {
        config = target().configure(ConfigClient.builder(), target().region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    void disconnect() {
        config.close();
    }

    @Test
    void acceptsATestRunWithAnyToken() {
        var answer = config.putEvaluations(request ->
                request.evaluations(evaluation()).resultToken("TESTMODE").testMode(true));

        assertThat(answer.failedEvaluations()).isEmpty();
    }

    @Test
    void refusesATestRunWithoutAToken() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config.putEvaluations(
                        request -> request.evaluations(evaluation()).testMode(true)))
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
    }

    @Test
    void refusesATestRunWithoutEvaluations() {
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> config.putEvaluations(
                        request -> request.resultToken("TESTMODE").testMode(true)));
    }

    @Test
    void knowsNoHistoryOfATableItNeverRecorded() {
        assertThatExceptionOfType(ResourceNotDiscoveredException.class)
                .isThrownBy(() -> config.getResourceConfigHistory(
                        request -> request.resourceType(ResourceType.AWS_DYNAMO_DB_TABLE)
                                .resourceId("never-recorded")
                                .limit(1)));
    }

    private static Evaluation evaluation() {
        return Evaluation.builder()
                .complianceResourceType("AWS::DynamoDB::Table")
                .complianceResourceId("orders")
                .complianceType(ComplianceType.NON_COMPLIANT)
                .annotation("Point-in-time recovery is off.")
                .orderingTimestamp(Instant.parse("2026-11-22T10:00:00Z"))
                .build();
    }
}
