package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EventBridge (API version 2015-10-07): rules on the default event bus, and events, which are kept and never delivered. */
public final class EventBridge implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "events",
            new ErrorCodes.Code("ThrottlingException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("InternalException", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("ResourceNotFoundException", 400));

    private final Protocol protocol = new JsonProtocol("1.1", "");

    @Override
    public String id() {
        return "AWSEvents";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "PutEvents", PutEventsOperation::put,
                "PutRule", EventRuleOperations::put,
                "DescribeRule", EventRuleOperations::describe,
                "PutTargets", RuleTargetOperations::put,
                "ListTargetsByRule", RuleTargetOperations::list);
    }

    /** Returns the name of the rule instead, so that a fault can hit one rule alone. */
    @Override
    public @Nullable String table(Input input) {
        return input.text("Name").or(() -> input.text("Rule")).orElse(null);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        String rule = target.table();
        if (effect == Effect.GONE && rule != null) {
            return EventErrors.noRule(rule);
        }
        return ERRORS.refusal(
                effect, target, rule == null ? "*" : target.account().location().eventRule(rule));
    }
}
