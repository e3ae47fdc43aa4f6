package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.QueryProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;

/** The Security Token Service (API version 2011-06-15). */
public final class Sts implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "sts",
            new ErrorCodes.Code("Throttling", 400),
            new ErrorCodes.Code("AccessDenied", 403),
            new ErrorCodes.Code("ExpiredToken", 403),
            new ErrorCodes.Code("InternalFailure", 500),
            new ErrorCodes.Code("ValidationError", 400),
            new ErrorCodes.Code("NotFound", 404));

    private final Protocol protocol = new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/");

    @Override
    public String id() {
        return "sts";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("GetCallerIdentity", Sts::getCallerIdentity, "AssumeRole", AssumeRole::perform);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, "*");
    }

    private static ObjectNode getCallerIdentity(Input input, Account account) {
        return Json.object()
                .put("Arn", account.location().user())
                .put("UserId", account.location().userId())
                .put("Account", account.location().account());
    }
}
