package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.ConfigRule;
import io.pitrguard.sandbox.state.ConfigRules;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.ResultToken;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PutEvaluations. */
final class EvaluationOperations {

    private static final int MOST = 100;
    private static final int LONGEST_ANNOTATION = 256;
    // AWS checks against a list of types; what is not shaped like a type is not on it (awslabs/aws-config-rdk#290).
    private static final Pattern TYPE = Pattern.compile("AWS::([A-Za-z0-9]+::[A-Za-z0-9]+|::Account)");

    private EvaluationOperations() {}

    static ObjectNode put(Input input, Account account) {
        List<Input> given = given(input);
        List<Evaluation> evaluations = new ArrayList<>();
        for (Input one : given) {
            evaluations.add(evaluation(one, "evaluations." + (evaluations.size() + 1) + ".member."));
        }
        String token = input.text("ResultToken").orElseThrow(() -> Errors.missing("resultToken"));
        ArrayNode failed = Json.object().arrayNode();
        if (input.flag("TestMode").orElse(false)) {
            requireToken(token);
        } else {
            record(given, evaluations, token, account, failed);
        }
        return Json.object().set("FailedEvaluations", failed);
    }

    private static void record(
            List<Input> given, List<Evaluation> evaluations, String token, Account account, ArrayNode failed) {
        ConfigRules rules = account.config().rules();
        ResultToken known = rules.token(token).orElseThrow(ConfigErrors::invalidResultToken);
        ConfigRule rule = rules.owner(known).orElseThrow(() -> ConfigErrors.noSuchRule(known.ruleId()));
        for (int index = 0; index < given.size(); index++) {
            Evaluation evaluation = evaluations.get(index);
            if (rules.fails(evaluation.resourceId())) {
                failed.add(given.get(index).members());
            } else {
                rule.record(evaluation, known.made(), account.now());
            }
        }
    }

    // "TestMode … doesn't require a valid value for the ResultToken parameter, but the value cannot be null."
    private static void requireToken(String token) {
        if (token.isEmpty()) {
            throw ConfigErrors.invalidResultToken();
        }
    }

    private static List<Input> given(Input input) {
        if (!input.has("Evaluations")) {
            throw ConfigErrors.invalidValue("The Evaluations object in your request cannot be null."
                    + "Add the required parameters and try again.");
        }
        List<Input> given = input.structures("Evaluations");
        if (given.size() > MOST) {
            throw Errors.constraint("[…]", "evaluations", "Member must have length less than or equal to " + MOST);
        }
        return given;
    }

    private static Evaluation evaluation(Input input, String path) {
        String type = ConfigInput.text(
                input, "ComplianceResourceType", path + "complianceResourceType", ConfigInput.LONGEST_TYPE);
        String id =
                ConfigInput.text(input, "ComplianceResourceId", path + "complianceResourceId", ConfigInput.LONGEST_ID);
        Optional<String> annotation = input.text("Annotation");
        annotation.ifPresent(text -> ConfigInput.requireLength(text, path + "annotation", LONGEST_ANNOTATION));
        return new Evaluation(
                requireType(type),
                id,
                compliance(input, path + "complianceType"),
                annotation.orElse(null),
                input.timestamp("OrderingTimestamp").orElseThrow(() -> Errors.missing(path + "orderingTimestamp")));
    }

    private static String requireType(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw ConfigErrors.invalidValue("The resource type " + type
                    + " is invalid. Only the following values are permitted: [AWS::DynamoDB::Table, …]");
        }
        return type;
    }

    private static Compliance compliance(Input input, String path) {
        String text = input.text("ComplianceType").orElseThrow(() -> Errors.missing(path));
        return switch (text) {
            case "COMPLIANT" -> Compliance.COMPLIANT;
            case "NON_COMPLIANT" -> Compliance.NON_COMPLIANT;
            case "NOT_APPLICABLE" -> Compliance.NOT_APPLICABLE;
            case "INSUFFICIENT_DATA" ->
                throw ConfigErrors.invalidValue("INSUFFICIENT_DATA is not accepted as a ComplianceType.");
            default -> throw Errors.constraint(text, path, ComplianceOperations.KNOWN_TYPES);
        };
    }
}
