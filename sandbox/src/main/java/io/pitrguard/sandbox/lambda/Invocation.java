package io.pitrguard.sandbox.lambda;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event for a function, with what Lambda passes along.
 *
 * @param event JSON, given to the function as it is
 * @param deadline when Lambda would stop the function
 * @param traceHeader of X-Ray; null for none
 */
public record Invocation(
        String requestId,
        String event,
        Instant deadline,
        String functionArn,
        @Nullable String traceHeader) {

    /** Creates one with a random request id and a trace header that asks for no sampling. */
    public static Invocation of(String event, Instant deadline, String functionArn) {
        UUID id = UUID.randomUUID();
        String root = "%08x-%s"
                .formatted(
                        deadline.getEpochSecond(),
                        id.toString().replace("-", "").substring(0, 24));
        return new Invocation(id.toString(), event, deadline, functionArn, "Root=1-" + root + ";Sampled=0");
    }
}
