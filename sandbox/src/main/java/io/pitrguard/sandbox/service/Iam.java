package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.QueryProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;
import java.util.Optional;

/** IAM (API version 2010-05-08): the simulation of policies. As the sandbox checks no permissions, everything is allowed. */
public final class Iam implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "iam",
            new ErrorCodes.Code("Throttling", 400),
            new ErrorCodes.Code("AccessDenied", 403),
            new ErrorCodes.Code("ExpiredToken", 403),
            new ErrorCodes.Code("ServiceFailure", 500),
            new ErrorCodes.Code("ValidationError", 400),
            new ErrorCodes.Code("NoSuchEntity", 404));

    private final Protocol protocol = new QueryProtocol("https://iam.amazonaws.com/doc/2010-05-08/");

    @Override
    public String id() {
        return "iam";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("SimulatePrincipalPolicy", Iam::simulate, "GetRole", Iam::role);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, "*");
    }

    private static ObjectNode simulate(Input input, Account account) {
        String source = input.text("PolicySourceArn").orElse("");
        if (!source.matches("arn:[^:]+:iam::\\d{12}:(user|group|role)/.+")) {
            throw ServiceError.client("InvalidInput", "Invalid Entity Arn: " + source);
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("EvaluationResults");
        for (int i = 1; ; i++) {
            Optional<String> action = input.text("ActionNames.member." + i);
            if (action.isEmpty()) {
                return answer.put("IsTruncated", false);
            }
            results.addObject()
                    .put("EvalActionName", action.get())
                    .put("EvalResourceName", input.text("ResourceArns.member.1").orElse("*"))
                    .put("EvalDecision", "allowed");
        }
    }

    private static ObjectNode role(Input input, Account account) {
        String name = input.text("RoleName").orElse("");
        ObjectNode answer = Json.object();
        answer.putObject("Role")
                .put("RoleName", name)
                .put("Path", "/")
                .put(
                        "Arn",
                        "arn:%s:iam::%s:role/%s"
                                .formatted(
                                        account.location().partition(),
                                        account.location().account(),
                                        name));
        return answer;
    }
}
