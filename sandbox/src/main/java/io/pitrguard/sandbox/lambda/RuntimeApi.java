package io.pitrguard.sandbox.lambda;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The Lambda Runtime API on loopback, in this process, for one runtime at a time.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
public final class RuntimeApi implements AutoCloseable {

    static {
        // As for the sandbox itself: without it each small answer waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Invocations invocations = new Invocations();

    private RuntimeApi(HttpServer server) {
        this.server = server;
        server.setExecutor(executor);
        server.createContext("/", new RuntimeApiHandler(invocations));
    }

    /** Starts one on a free port. */
    public static RuntimeApi start() {
        try {
            RuntimeApi api =
                    new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException("the Runtime API cannot listen", e);
        }
    }

    /** Returns what {@code AWS_LAMBDA_RUNTIME_API} is to say: host and port. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Hands an event to the runtime as soon as it asks for one; the outcome follows. */
    public CompletableFuture<Outcome> invoke(Invocation invocation) {
        return invocations.add(invocation);
    }

    /** {@link System#nanoTime} of the moment when the runtime first asked for an event: the end of its cold start. */
    public CompletableFuture<Long> ready() {
        return invocations.ready();
    }

    /** Ends what waits and what will come: the runtime is gone. */
    void abandon(Outcome outcome) {
        invocations.abandon(outcome);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
