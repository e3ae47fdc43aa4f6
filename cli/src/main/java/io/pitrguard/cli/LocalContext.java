package io.pitrguard.cli;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.pitrguard.domain.table.AccountRegion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The Lambda context of a function that runs locally. Its log goes to standard error. */
final class LocalContext implements Context {
    private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

    private final String function;
    private final AccountRegion where;
    private final PrintWriter log;
    private final InstantSource clock;
    private final Instant end;
    private final String requestId = UUID.randomUUID().toString();

    LocalContext(String function, AccountRegion where, PrintWriter log, InstantSource clock) {
        this.function = "pitr-guard-" + function;
        this.where = where;
        this.log = log;
        this.clock = clock;
        this.end = clock.instant().plus(LONGEST_INVOCATION);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:%s:lambda:%s:%s:function:%s"
                .formatted(where.partition(), where.region(), where.account(), function);
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, Duration.between(clock.instant(), end).toMillis());
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
                log.print(message);
                log.flush();
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
