package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.ConfigRule;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.RuleResult;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** GetComplianceDetailsByConfigRule. */
final class ComplianceOperations {

    static final String KNOWN_TYPES =
            "Member must satisfy enum value set: [COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, INSUFFICIENT_DATA]";

    // A rule may have a name of 128 characters, and yet this operation takes 64 (API model, StringWithCharLimit64).
    private static final int LONGEST_NAME = 64;
    private static final int MOST_FILTERS = 3;

    private ComplianceOperations() {}

    static ObjectNode details(Input input, Account account) {
        String name = ConfigInput.text(input, "ConfigRuleName", "configRuleName", LONGEST_NAME);
        Set<Compliance> wanted = wanted(input);
        int limit = ConfigInput.limit(input, "Limit");
        ConfigRule rule = account.config().rules().find(name).orElseThrow(() -> ConfigErrors.noSuchRule(name));
        String start = input.text("NextToken")
                .filter(token -> !token.isEmpty())
                .map(ConfigInput::decode)
                .orElse("");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("EvaluationResults");
        String last = "";
        for (RuleResult result : rule.after(start)) {
            if (!wanted.contains(result.evaluation().compliance())) {
                continue;
            }
            if (list.size() == limit) {
                return answer.put("NextToken", ConfigInput.encode(last));
            }
            last = ConfigRule.key(result.evaluation());
            list.add(view(rule, result));
        }
        return answer;
    }

    private static ObjectNode view(ConfigRule rule, RuleResult result) {
        Evaluation evaluation = result.evaluation();
        ObjectNode view = Json.object();
        ObjectNode identifier = view.putObject("EvaluationResultIdentifier");
        identifier
                .putObject("EvaluationResultQualifier")
                .put("ConfigRuleName", rule.name())
                .put("ResourceType", evaluation.resourceType())
                .put("ResourceId", evaluation.resourceId())
                .put("EvaluationMode", "DETECTIVE");
        identifier.put("OrderingTimestamp", Json.timestamp(evaluation.orderingTimestamp()));
        view.put("ComplianceType", evaluation.compliance().name())
                .put("ResultRecordedTime", Json.timestamp(result.recorded()))
                .put("ConfigRuleInvokedTime", Json.timestamp(result.invoked()));
        if (evaluation.annotation() != null) {
            view.put("Annotation", evaluation.annotation());
        }
        return view;
    }

    /** Without a filter all three: the API model counts NOT_APPLICABLE among the results that it may return. */
    private static Set<Compliance> wanted(Input input) {
        List<String> filters = input.texts("ComplianceTypes");
        if (filters.size() > MOST_FILTERS) {
            throw Errors.constraint(
                    filters, "complianceTypes", "Member must have length less than or equal to " + MOST_FILTERS);
        }
        if (filters.isEmpty()) {
            return EnumSet.allOf(Compliance.class);
        }
        Set<Compliance> wanted = EnumSet.noneOf(Compliance.class);
        filters.forEach(filter -> wanted.add(filter(filter)));
        return wanted;
    }

    private static Compliance filter(String text) {
        if (text.equals("INSUFFICIENT_DATA")) {
            throw ConfigErrors.invalidValue("INSUFFICIENT_DATA can not be used as a filter.");
        }
        return Arrays.stream(Compliance.values())
                .filter(compliance -> compliance.name().equals(text))
                .findAny()
                .orElseThrow(() -> Errors.constraint(text, "complianceTypes.1.member", KNOWN_TYPES));
    }
}
