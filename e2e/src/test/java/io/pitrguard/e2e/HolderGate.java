package io.pitrguard.e2e;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers what Step Functions knows about the execution of another sweep: moto starts no execution beside one that its
 * interpreter has run.
 *
 * @param status of that execution
 * @param asked each call about it
 */
record HolderGate(String status, List<AwsCall> asked) implements FunctionGateway.Gate {
    static final String ARN =
            "arn:aws:states:%s:%s:execution:pitr-guard-sweep:other".formatted(Moto.REGION, Deployment.ACCOUNT);

    static HolderGate of(String status) {
        return new HolderGate(status, new CopyOnWriteArrayList<>());
    }

    /** One of an execution that Step Functions does not know: moto answers so. */
    static HolderGate unknown() {
        return of("");
    }

    @Override
    public Optional<FunctionGateway.Refusal> refusal(AwsCall call) {
        return Optional.empty();
    }

    @Override
    public void answered(AwsCall call, String answer) {}

    @Override
    public Optional<String> instead(AwsCall call) {
        if (!call.operation().equals("DescribeExecution") || !Optional.of(ARN).equals(call.first("executionArn"))) {
            return Optional.empty();
        }
        asked.add(call);
        return status.isEmpty()
                ? Optional.empty()
                : Optional.of(Json.write(Map.of(
                        "executionArn",
                        ARN,
                        "stateMachineArn",
                        ARN.replace(":execution:", ":stateMachine:").replaceAll(":other$", ""),
                        "name",
                        "other",
                        "status",
                        status)));
    }

    /** Returns the calls about it. */
    List<AwsCall> calls() {
        return Collections.unmodifiableList(asked);
    }
}
