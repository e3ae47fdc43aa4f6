package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ComplianceType;
import software.amazon.awssdk.services.config.model.EvaluationMode;
import software.amazon.awssdk.services.config.model.EvaluationResult;
import software.amazon.awssdk.services.config.model.EvaluationResultQualifier;
import software.amazon.awssdk.services.config.model.GetComplianceDetailsByConfigRuleResponse;
import software.amazon.awssdk.services.config.model.InvalidResultTokenException;
import software.amazon.awssdk.services.config.model.NoSuchConfigRuleException;
import software.amazon.awssdk.services.config.model.PutEvaluationsResponse;

/**
 * Reports to AWS Config with {@code PutEvaluations} and asks it with {@code GetComplianceDetailsByConfigRule}.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutEvaluations.html
 */
public final class ConfigResults implements ComplianceResults {
    /** What reporting takes of the caller's permissions. */
    public static final String REPORT_ACTION = "config:PutEvaluations";

    /** What asking for the results of a rule takes of the caller's permissions. */
    public static final String ASK_ACTION = "config:GetComplianceDetailsByConfigRule";

    private static final int PAGE = 100;

    private final ConfigClient client;

    /** Reports through this client. */
    public ConfigResults(ConfigClient client) {
        this.client = client;
    }

    @Override
    public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
        try {
            PutEvaluationsResponse response = client.putEvaluations(b -> b.resultToken(ticket.resultToken())
                    .testMode(ticket.test())
                    .evaluations(evaluations.stream().map(ConfigResults::toAws).toList()));
            return new Result.Success<>(failed(response, evaluations));
        } catch (SdkException e) {
            return new Result.Failure<>(sort(e));
        }
    }

    private static Cause sort(SdkException e) {
        Cause cause = AwsErrors.sort(REPORT_ACTION, "the rule's results", e);
        return switch (e) {
            // Whatever is reported under this token, or for this rule, is refused: fewer at once does not help.
            case InvalidResultTokenException _ ->
                new Cause(
                        Cause.Kind.DENIED,
                        cause.message()
                                + " Tokens expire: evaluate the rule again (aws configservice start-config-rules-evaluation).");
            case NoSuchConfigRuleException _ ->
                new Cause(Cause.Kind.DENIED, cause.message() + " The rule was deleted meanwhile.");
            default -> cause;
        };
    }

    /** What Config names as failed; all of it when it names something that was not sent. */
    private static List<Evaluation> failed(PutEvaluationsResponse response, List<Evaluation> sent) {
        Set<@Nullable String> ids = new HashSet<>();
        response.failedEvaluations().forEach(failed -> ids.add(failed.complianceResourceId()));
        List<Evaluation> failed = sent.stream()
                .filter(evaluation -> ids.contains(evaluation.resourceId()))
                .toList();
        return failed.size() < ids.size() ? sent : failed;
    }

    private static software.amazon.awssdk.services.config.model.Evaluation toAws(Evaluation evaluation) {
        return software.amazon.awssdk.services.config.model.Evaluation.builder()
                .complianceResourceType(evaluation.resourceType())
                .complianceResourceId(evaluation.resourceId())
                .complianceType(evaluation.compliance().name())
                .annotation(evaluation.annotation())
                .orderingTimestamp(evaluation.orderedAt())
                .build();
    }

    @Override
    public Result<Page<List<String>>> held(String ruleName, Optional<String> token) {
        try {
            GetComplianceDetailsByConfigRuleResponse page =
                    client.getComplianceDetailsByConfigRule(b -> b.configRuleName(ruleName)
                            .complianceTypes(ComplianceType.COMPLIANT, ComplianceType.NON_COMPLIANT)
                            .limit(PAGE)
                            .nextToken(token.orElse(null)));
            if (!page.hasEvaluationResults()) {
                return new Result.Failure<>(new Cause(
                        Cause.Kind.BROKEN, "AWS answered config:GetComplianceDetailsByConfigRule without results."));
            }
            return new Result.Success<>(
                    new Page<>(ids(page), Optional.ofNullable(page.nextToken()).filter(t -> !t.isEmpty())));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ASK_ACTION, "rule " + ruleName, e));
        }
    }

    private static List<String> ids(GetComplianceDetailsByConfigRuleResponse page) {
        List<String> ids = new ArrayList<>();
        for (EvaluationResult result : page.evaluationResults()) {
            if (result.evaluationResultIdentifier() != null
                    && result.evaluationResultIdentifier().evaluationResultQualifier() != null) {
                id(result.evaluationResultIdentifier().evaluationResultQualifier())
                        .ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** Returns a table's name; empty for anything else, and for a table that was only proposed. */
    private static Optional<String> id(EvaluationResultQualifier of) {
        return TABLE.equals(of.resourceType()) && of.evaluationMode() != EvaluationMode.PROACTIVE
                ? Optional.ofNullable(of.resourceId()).filter(id -> !id.isBlank())
                : Optional.empty();
    }
}
