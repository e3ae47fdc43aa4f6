package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What all functions do alike: read the event, answer with what it comes to, and fail when they are interrupted. */
abstract class Handler implements RequestStreamHandler {
    private final Deployment deployment;
    private final String work;

    /**
     * Creates a handler.
     *
     * @param work what it does in one word, for messages
     */
    Handler(Deployment deployment, String work) {
        this.deployment = deployment;
        this.work = work;
    }

    /** Returns what it runs with. */
    final Deployment deployment() {
        return deployment;
    }

    /**
     * Handles one event.
     *
     * @return the answer
     * @throws InvocationFailedException if the invocation must be repeated, or needs a person
     * @throws InterruptedException when the thread is asked to stop
     */
    abstract String handle(String event, Invocation invocation) throws InterruptedException;

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        output.write(answer(event, new Invocation(deployment, context)).getBytes(StandardCharsets.UTF_8));
    }

    private String answer(String event, Invocation invocation) {
        try {
            return handle(event, invocation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvocationFailedException("The %s was interrupted before its end.".formatted(work));
        }
    }
}
