package io.pitrguard.cli;

import io.pitrguard.aws.AwsErrors;
import io.pitrguard.domain.text.Printable;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Reads a deployment from Lambda.
 *
 * @param name name of the stack
 */
record LambdaReader(LambdaClient client, String name) {
    /**
     * Returns what Lambda answers.
     *
     * @param action as an IAM action, such as {@code lambda:GetFunctionConfiguration}
     * @throws CommandFailure if it cannot be read
     */
    <T> T ask(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new CommandFailure(emulatorWithoutLambda(e)
                    .orElseGet(() ->
                            "could not read the deployment. %s Check the region, the network, and AWS_ENDPOINT_URL if it is set."
                                    .formatted(Printable.line(AwsErrors.sort(action, "the functions of " + name, e)
                                            .message()))));
        }
    }

    /** Lambda knows this operation, and always names its error: an endpoint that does not is an emulator without functions. */
    private Optional<String> emulatorWithoutLambda(SdkException e) {
        boolean without = e instanceof AwsServiceException service
                && (service.awsErrorDetails() == null
                        || service.awsErrorDetails().errorCode() == null
                        || service.awsErrorDetails().errorCode().equals("UnknownOperationException"));
        return client.serviceClientConfiguration()
                .endpointOverride()
                .filter(_ -> without)
                .map(
                        "%s does not emulate Lambda's functions, so it cannot hold a deployment. doctor requires Lambda, DynamoDB, STS, AWS Config, CloudTrail, EventBridge and SNS: unset AWS_ENDPOINT_URL to check an AWS account. The sandbox is for sweep, status, history, acknowledge, redrive, invoke and doctor --send-test."
                                ::formatted);
    }
}
