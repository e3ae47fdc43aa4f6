package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.config.Settings;
import io.pitrguard.sandbox.calls.CallRecorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Invokes functions in this process. */
final class Invocations {
    private Invocations() {}

    /** Wires a function of these settings and invokes it; its calls are recorded as those of a deployment of them. */
    static void run(
            Settings settings,
            Supplier<? extends RequestStreamHandler> function,
            String event,
            OutputStream answer,
            Context context)
            throws IOException {
        CallRecorder.<Void, IOException>deployed(
                settings.act() && settings.policy().remediates(), () -> {
                    function.get()
                            .handleRequest(
                                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context);
                    return null;
                });
    }
}
