package io.pitrguard.sandbox;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ComplianceType;
import software.amazon.awssdk.services.config.model.Evaluation;
import software.amazon.awssdk.services.config.model.EvaluationResult;
import software.amazon.awssdk.services.config.model.GetComplianceDetailsByConfigRuleRequest;
import software.amazon.awssdk.services.config.model.PutEvaluationsResponse;

/** A sandbox with one AWS Config rule, and a client of AWS Config. */
abstract class ConfigFixture extends SandboxFixture {

    static final String RULE = "pitr-guard";
    static final String TABLE = "AWS::DynamoDB::Table";

    ConfigClient config;
    SandboxRule rule;

    @BeforeEach
    void connect() {
        config = target.configure(ConfigClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        rule = sandbox.config().rules().create(RULE);
    }

    @AfterEach
    void disconnect() {
        config.close();
    }

    PutEvaluationsResponse put(Evaluation... evaluations) {
        return put(rule.newToken(), evaluations);
    }

    PutEvaluationsResponse put(String token, Evaluation... evaluations) {
        return config.putEvaluations(request -> request.resultToken(token).evaluations(evaluations));
    }

    List<EvaluationResult> details(Consumer<GetComplianceDetailsByConfigRuleRequest.Builder> change) {
        return config.getComplianceDetailsByConfigRule(request -> change.accept(request.configRuleName(RULE)))
                .evaluationResults();
    }

    static Evaluation evaluation(String table, ComplianceType compliance) {
        return evaluation(table, compliance, change -> {});
    }

    static Evaluation evaluation(String table, ComplianceType compliance, Consumer<Evaluation.Builder> change) {
        Evaluation.Builder evaluation = Evaluation.builder()
                .complianceResourceType(TABLE)
                .complianceResourceId(table)
                .complianceType(compliance)
                .orderingTimestamp(NOW);
        change.accept(evaluation);
        return evaluation.build();
    }
}
