package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An invocation with so much time left, that keeps its log. */
final class LoggedContext implements Context {
    private final List<String> messages = new ArrayList<>();
    private final String arn;
    private final Duration left;
    private final String id;

    LoggedContext(String arn, Duration left) {
        this(arn, left, "request-1");
    }

    LoggedContext(String arn, Duration left, String id) {
        this.arn = arn;
        this.left = left;
        this.id = id;
    }

    /** All that was logged, as one text. */
    String logged() {
        return String.join("", messages);
    }

    /** What was logged, message by message. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public String getAwsRequestId() {
        return id;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/pitr-guard-sweep";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public String getFunctionName() {
        return "pitr-guard-sweep";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return arn;
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) left.toMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                messages.add(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
