package io.pitrguard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.ConfigRule;
import io.pitrguard.sandbox.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event by which AWS Config calls the function of a custom rule (developer guide, Example events; a recorded one is
 * in aws-powertools/powertools-lambda-python, tests/events/awsConfigRuleConfigurationChanged.json).
 *
 * @param invokingEvent JSON, usually: the sandbox passes on whatever it is given
 * @param ruleParameters JSON, usually; null to leave the member out
 * @param resultToken null for a null token
 * @param evaluationMode {@code DETECTIVE} or {@code PROACTIVE}; null to leave the member out, as older events do
 */
public record RuleEvent(
        Rule rule,
        String invokingEvent,
        @Nullable String ruleParameters,
        @Nullable String resultToken,
        boolean eventLeftScope,
        @Nullable String evaluationMode) {

    /** The token of a test run. */
    public static final String TEST_TOKEN = "TESTMODE";

    /** The rule that the event is for. */
    public record Rule(String name, String id, String arn, String executionRole, String account) {

        static Rule of(ConfigRule rule, AccountRegion location) {
            return new Rule(
                    rule.name(), rule.id(), location.configRule(rule.id()), location.configRole(), location.account());
        }
    }

    RuleEvent(Rule rule, String invokingEvent, String resultToken) {
        this(rule, invokingEvent, "{}", resultToken, false, "DETECTIVE");
    }

    /** Returns a copy with rule parameters. */
    public RuleEvent withParameters(Map<String, String> parameters) {
        ObjectNode node = Json.object();
        parameters.forEach(node::put);
        return withRawParameters(Json.text(node));
    }

    /** Returns a copy with rule parameters as they are, or without the member. */
    public RuleEvent withRawParameters(@Nullable String parameters) {
        return new RuleEvent(rule, invokingEvent, parameters, resultToken, eventLeftScope, evaluationMode);
    }

    /** Returns a copy with another token; null for a null one. */
    public RuleEvent withToken(@Nullable String token) {
        return new RuleEvent(rule, invokingEvent, ruleParameters, token, eventLeftScope, evaluationMode);
    }

    /** Returns a copy as a test run. */
    public RuleEvent testMode() {
        return withToken(TEST_TOKEN);
    }

    /** Returns a copy for a resource that has left the rule's scope. */
    public RuleEvent leftScope() {
        return new RuleEvent(rule, invokingEvent, ruleParameters, resultToken, true, evaluationMode);
    }

    /** Returns a copy in another mode; null to leave the member out. */
    public RuleEvent withMode(@Nullable String mode) {
        return new RuleEvent(rule, invokingEvent, ruleParameters, resultToken, eventLeftScope, mode);
    }

    /** Returns the event as JSON. */
    public String json() {
        ObjectNode event = Json.object().put("version", "1.0").put("invokingEvent", invokingEvent);
        if (ruleParameters != null) {
            event.put("ruleParameters", ruleParameters);
        }
        event.put("resultToken", resultToken)
                .put("eventLeftScope", eventLeftScope)
                .put("executionRoleArn", rule.executionRole())
                .put("configRuleArn", rule.arn())
                .put("configRuleName", rule.name())
                .put("configRuleId", rule.id())
                .put("accountId", rule.account());
        if (evaluationMode != null) {
            event.put("evaluationMode", evaluationMode);
        }
        return Json.text(event);
    }
}
