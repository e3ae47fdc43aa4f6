package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Application Auto Scaling (API version 2016-02-06) of DynamoDB tables and indexes: targets, policies and scheduled
 * actions. Of scaling itself it does only what a registration does at once.
 */
public final class ApplicationAutoScaling implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "application-autoscaling",
            new ErrorCodes.Code("ThrottlingException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("InternalServiceException", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("ObjectNotFoundException", 400));

    private final Protocol protocol = new JsonProtocol("1.1", "");

    @Override
    public String id() {
        return "AnyScaleFrontendService";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.ofEntries(
                Map.entry("RegisterScalableTarget", ScalableTargetOperations::register),
                Map.entry("DescribeScalableTargets", ScalableTargetOperations::describe),
                Map.entry("DeregisterScalableTarget", ScalableTargetOperations::deregister),
                Map.entry("ListTagsForResource", ScalableTargetOperations::tags),
                Map.entry("TagResource", ScalableTargetOperations::tag),
                Map.entry("PutScalingPolicy", ScalingPolicyOperations::put),
                Map.entry("DescribeScalingPolicies", ScalingPolicyOperations::describe),
                Map.entry("DeleteScalingPolicy", ScalingPolicyOperations::delete),
                Map.entry("PutScheduledAction", ScheduledActionOperations::put),
                Map.entry("DescribeScheduledActions", ScheduledActionOperations::describe),
                Map.entry("DeleteScheduledAction", ScheduledActionOperations::delete));
    }

    @Override
    public @Nullable String table(Input input) {
        return input.text("ResourceId")
                .or(() -> input.texts("ResourceIds").stream().findFirst())
                .map(resource -> resource.replaceFirst("^table/", "").replaceFirst("/index/.*$", ""))
                .orElse(null);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, target.account().location().scalableTarget("*"));
    }
}
