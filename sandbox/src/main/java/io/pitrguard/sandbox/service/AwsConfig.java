package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a custom rule asks of AWS Config, and its recorder (API version 2014-11-12). */
public final class AwsConfig implements Service {

    private static final String HISTORY = "GetResourceConfigHistory";

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "config",
            new ErrorCodes.Code("ThrottlingException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("InternalFailure", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("NoSuchConfigRuleException", 400));

    private final Protocol protocol = new JsonProtocol("1.1", "");

    @Override
    public String id() {
        return "StarlingDoveService";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.ofEntries(
                Map.entry("PutEvaluations", EvaluationOperations::put),
                Map.entry("GetComplianceDetailsByConfigRule", ComplianceOperations::details),
                Map.entry(HISTORY, HistoryOperations::history),
                Map.entry("SelectResourceConfig", QueryOperations::select),
                Map.entry("SelectAggregateResourceConfig", AggregatorOperations::select),
                Map.entry("DescribeConfigurationRecorders", RecorderOperations::describe),
                Map.entry("DescribeConfigurationRecorderStatus", RecorderOperations::describeStatus));
    }

    /** A history is of one resource; evaluations count as one table's when there is one of them. */
    @Override
    public @Nullable String table(Input input) {
        if (input.has("resourceId")) {
            return input.text("resourceId").orElse(null);
        }
        List<Input> evaluations = input.structures("Evaluations");
        return evaluations.size() == 1
                ? evaluations.getFirst().text("ComplianceResourceId").orElse(null)
                : null;
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        if (effect == Effect.GONE && target.operation().equals(HISTORY)) {
            return ConfigErrors.notDiscovered("AWS::DynamoDB::Table", String.valueOf(target.table()));
        }
        if (effect == Effect.GONE && target.operation().contains("ConfigurationRecorder")) {
            return ConfigErrors.noSuchRecorder("default");
        }
        return ERRORS.refusal(effect, target, "*");
    }
}
