package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CloudTrail (API version 2013-11-01): trails and what they log; no event is ever delivered. */
public final class CloudTrail implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "cloudtrail",
            new ErrorCodes.Code("ThrottlingException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("InternalFailure", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("TrailNotFoundException", 400));

    private final Protocol protocol = new JsonProtocol("1.1", "");

    @Override
    public String id() {
        return "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.ofEntries(
                Map.entry("CreateTrail", TrailOperations::create),
                Map.entry("DescribeTrails", TrailOperations::describe),
                Map.entry("GetTrailStatus", TrailOperations::status),
                Map.entry("StartLogging", TrailOperations::start),
                Map.entry("GetEventSelectors", SelectorOperations::get),
                Map.entry("PutEventSelectors", SelectorOperations::put));
    }

    /** Returns the name of the trail instead, so that a fault can hit one trail alone. */
    @Override
    public @Nullable String table(Input input) {
        return input.text("Name")
                .or(() -> input.text("TrailName"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .orElse(null);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        String trail = target.table();
        return ERRORS.refusal(
                effect,
                target,
                trail == null ? "*" : target.account().location().trail(trail));
    }
}
