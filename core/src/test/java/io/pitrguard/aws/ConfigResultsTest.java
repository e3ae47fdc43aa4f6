package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.ComplianceResults.Ticket;
import io.pitrguard.port.ComplianceResultsContract;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.config.model.EvaluationResult;
import software.amazon.awssdk.services.config.model.EvaluationResultIdentifier;
import software.amazon.awssdk.services.config.model.EvaluationResultQualifier;
import software.amazon.awssdk.services.config.model.GetComplianceDetailsByConfigRuleRequest;
import software.amazon.awssdk.services.config.model.GetComplianceDetailsByConfigRuleResponse;
import software.amazon.awssdk.services.config.model.PutEvaluationsRequest;
import software.amazon.awssdk.services.config.model.PutEvaluationsResponse;

/** {@link ConfigResults} keeps the contract of its port. */
class ConfigResultsTest extends ComplianceResultsContract {
    private static final String PUT = "PutEvaluations";
    private static final String DETAILS = "GetComplianceDetailsByConfigRule";
    private static final Evaluation ORDERS = new Evaluation(
            "AWS::DynamoDB::Table",
            "orders",
            Compliance.COMPLIANT,
            "It is on.",
            Instant.parse("2026-11-22T09:00:00.123Z"));

    private final SandboxAws aws = SandboxAws.start();
    private final SandboxRule rule = aws.sandbox().config().rules().create(RULE);

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected ComplianceResults results() {
        return new ConfigResults(aws.clients().config());
    }

    @Override
    protected Ticket ticket() {
        return new Ticket(rule.newToken(), false);
    }

    @Override
    protected void expireTickets() {
        rule.expireTokens();
    }

    @Override
    protected void failEvaluations(String resourceId, int times) {
        aws.sandbox().config().failEvaluations(resourceId, times);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        aws.sandbox()
                .faults()
                .add(Fault.on(PUT, SandboxWorld.effect(kind)))
                .add(Fault.on(DETAILS, SandboxWorld.effect(kind)));
    }

    @Override
    protected Map<String, Evaluation> known() {
        Map<String, Evaluation> known = new HashMap<>();
        rule.results()
                .forEach((id, result) -> known.put(
                        id,
                        new Evaluation(
                                result.evaluation().resourceType(),
                                id,
                                Compliance.valueOf(
                                        result.evaluation().compliance().name()),
                                Objects.requireNonNull(result.evaluation().annotation()),
                                result.evaluation().orderingTimestamp())));
        return known;
    }

    @Test
    void namesInvalidTokensAndRulesThatAreGone() {
        assertThat(report(new Ticket("no such token", false))).contains("InvalidResultTokenException");

        Ticket ticket = ticket();
        aws.sandbox().config().rules().delete(RULE);
        assertThat(report(ticket)).contains("NoSuchConfigRuleException");
    }

    @ParameterizedTest
    @ValueSource(strings = {PUT, DETAILS})
    void namesTheActionThatIsDenied(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        String said = operation.equals(PUT)
                ? report(ticket())
                : results().held(RULE, Optional.empty()).failure().orElseThrow().message();

        assertThat(said).contains("Allow the caller config:" + operation + ".");
    }

    @Test
    void takesAnAnswerWithoutResultsForBroken() {
        aws.sandbox().faults().add(Fault.on(DETAILS, Effect.EMPTY));

        assertThat(results().held(RULE, Optional.empty()))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(Cause.Kind.BROKEN));
    }

    @Test
    void leavesOutWhatHasNoNameOrIsNoTableThatExists() {
        EvaluationResultQualifier orders = EvaluationResultQualifier.builder()
                .resourceType("AWS::DynamoDB::Table")
                .resourceId("orders")
                .build();
        List<EvaluationResult> results = List.of(
                EvaluationResult.builder().build(),
                EvaluationResult.builder()
                        .evaluationResultIdentifier(
                                EvaluationResultIdentifier.builder().build())
                        .build(),
                of(orders.toBuilder().resourceId(null).build()),
                of(orders.toBuilder().resourceType(null).build()),
                of(orders.toBuilder().resourceType("AWS::S3::Bucket").build()),
                of(orders.toBuilder()
                        .resourceId("proposal")
                        .evaluationMode("PROACTIVE")
                        .build()),
                of(orders),
                of(orders.toBuilder()
                        .resourceId("carts")
                        .evaluationMode("A_NEW_MODE")
                        .build()));

        assertThat(held(results))
                .isEqualTo(new Result.Success<>(new Page<>(List.of("orders", "carts"), Optional.empty())));
    }

    @Test
    void saysWhatToDoAboutTokensAndRulesThatAreGone() {
        assertThat(report(new Ticket("no such token", false)))
                .endsWith("Tokens expire: evaluate the rule again (aws configservice start-config-rules-evaluation).");

        Ticket ticket = ticket();
        aws.sandbox().config().rules().delete(RULE);
        assertThat(results().report(ticket, List.of(ORDERS))).isInstanceOfSatisfying(Result.Failure.class, failed -> {
            assertThat(failed.cause().kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(failed.cause().message()).endsWith("The rule was deleted meanwhile.");
        });
    }

    @Test
    void takesTheWholeBatchForFailedWhereConfigNamesWhatWasNotSent() {
        Evaluation carts = new Evaluation(ORDERS.resourceType(), "carts", Compliance.COMPLIANT, "x", Instant.EPOCH);

        assertThat(answer(List.of(ORDERS, carts), (String) null)).containsExactly(ORDERS, carts);
        assertThat(answer(List.of(ORDERS, carts), "other")).containsExactly(ORDERS, carts);
        assertThat(answer(List.of(ORDERS, carts), "carts", "other")).containsExactly(ORDERS, carts);
        assertThat(answer(List.of(ORDERS, carts), "carts", "carts")).containsExactly(carts);
        assertThat(answer(List.of(ORDERS, carts))).isEmpty();
    }

    /** What Config did not take when it names these as failed. */
    private static List<Evaluation> answer(List<Evaluation> sent, @Nullable String... failed) {
        ConfigResults config = new ConfigResults(new StubConfig() {
            @Override
            public PutEvaluationsResponse putEvaluations(PutEvaluationsRequest request) {
                return PutEvaluationsResponse.builder()
                        .failedEvaluations(Arrays.stream(failed)
                                .map(id -> software.amazon.awssdk.services.config.model.Evaluation.builder()
                                        .complianceResourceId(id)
                                        .build())
                                .toList())
                        .build();
            }
        });
        return config.report(new Ticket("token", false), sent).success().orElseThrow();
    }

    private static Result<Page<List<String>>> held(List<EvaluationResult> results) {
        ConfigResults config = new ConfigResults(new StubConfig() {
            @Override
            public GetComplianceDetailsByConfigRuleResponse getComplianceDetailsByConfigRule(
                    GetComplianceDetailsByConfigRuleRequest request) {
                return GetComplianceDetailsByConfigRuleResponse.builder()
                        .evaluationResults(results)
                        .nextToken("")
                        .build();
            }
        });
        return config.held(RULE, Optional.empty());
    }

    private static EvaluationResult of(EvaluationResultQualifier qualifier) {
        return EvaluationResult.builder()
                .evaluationResultIdentifier(EvaluationResultIdentifier.builder()
                        .evaluationResultQualifier(qualifier)
                        .build())
                .build();
    }

    private String report(Ticket ticket) {
        return results().report(ticket, List.of(ORDERS)).failure().orElseThrow().message();
    }
}
