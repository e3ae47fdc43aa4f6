package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.pitrguard.wiring.RehearsalClients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * An invocation before Lambda takes the snapshot that later ones start from, so that they load no classes. It calls nobody
 * and writes nothing: neither log nor metrics. When it fails, later invocations only take longer.
 */
final class Rehearsal {
    /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
    private static final boolean BEFORE_SNAPSHOT = "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));

    private static final Duration LENGTH = Duration.ofMinutes(10);

    private Rehearsal() {}

    /** Rehearses a function with this event, if there will be a snapshot. */
    static void beforeSnapshot(Deployment deployment, Function<Deployment, Handler> function, String event) {
        if (BEFORE_SNAPSHOT) {
            run(deployment, function, event);
        }
    }

    /** Rehearses a function with this event; returns why it did not come to its end, empty if it did. */
    static Optional<Exception> run(Deployment deployment, Function<Deployment, Handler> function, String event) {
        Deployment rehearsed = new Deployment(
                deployment.settings(),
                RehearsalClients.like(deployment.clients()),
                deployment.time(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            // Reads the certificates that TLS trusts.
            HttpsURLConnection.getDefaultSSLSocketFactory();
            function.apply(rehearsed)
                    .handleRequest(
                            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                            new ByteArrayOutputStream(),
                            new Stage());
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            return Optional.of(failure);
        }
    }

    /** What Lambda would tell of the invocation. */
    private static final class Stage implements Context {
        @Override
        public String getAwsRequestId() {
            return "rehearsal";
        }

        @Override
        public String getLogGroupName() {
            return "rehearsal";
        }

        @Override
        public String getLogStreamName() {
            return "rehearsal";
        }

        @Override
        public String getFunctionName() {
            return "rehearsal";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:eu-west-1:123456789012:function:rehearsal";
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
            return (int) LENGTH.toMillis();
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String message) {}

                @Override
                public void log(byte[] message) {}
            };
        }
    }
}
