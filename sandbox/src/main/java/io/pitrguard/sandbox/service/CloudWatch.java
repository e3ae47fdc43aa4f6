package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.QueryProtocol;
import io.pitrguard.sandbox.wire.QueryTree;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CloudWatch (API version 2010-08-01): alarms, which stay in INSUFFICIENT_DATA, since there are no metrics. */
public final class CloudWatch implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "cloudwatch",
            new ErrorCodes.Code("Throttling", 400),
            new ErrorCodes.Code("AccessDenied", 403),
            new ErrorCodes.Code("ExpiredToken", 403),
            new ErrorCodes.Code("InternalServiceError", 500),
            new ErrorCodes.Code("ValidationError", 400),
            new ErrorCodes.Code("ResourceNotFound", 404));

    private static final List<String> LISTS = List.of(
            "OKActions",
            "AlarmActions",
            "InsufficientDataActions",
            "Dimensions",
            "Metrics",
            "Tags",
            "AlarmNames",
            "AlarmTypes");

    private final Protocol protocol = new QueryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/");

    @Override
    public String id() {
        return "monitoring";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Input input(Request request) {
        Input input = QueryTree.of(protocol.read(request.body()));
        // A form spells an empty list as an empty text.
        LISTS.stream().filter(list -> input.members().path(list).isTextual()).forEach(input.members()::remove);
        return input;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "PutMetricAlarm", AlarmOperations::putMetric,
                "PutCompositeAlarm", AlarmOperations::putComposite,
                "DescribeAlarms", DescribeAlarmsOperation::describe,
                "EnableAlarmActions", AlarmOperations::enableActions,
                "DisableAlarmActions", AlarmOperations::disableActions,
                "DeleteAlarms", AlarmOperations::delete,
                "ListTagsForResource", AlarmTagOperations::list,
                "TagResource", AlarmTagOperations::tag);
    }

    /** Returns the name of the alarm instead, so that a fault can hit one alarm alone. */
    @Override
    public @Nullable String table(Input input) {
        return input.text("AlarmName").orElse(null);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, target.account().location().alarm("*"));
    }
}
