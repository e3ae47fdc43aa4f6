package io.pitrguard.sandbox.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers on a port of the loopback interface, each connection on a thread of its own. The JDK's server writes the
 * machine's time into every answer and never bytes that are not HTTP.
 */
public final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final ServerSocket port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Thread accepting;

    private HttpListener(ServerSocket port) {
        this.port = port;
    }

    /**
     * Takes a port; nothing is answered yet.
     *
     * @param number 0 for any free one
     * @throws IOException when the port is taken
     */
    public static HttpListener on(int number) throws IOException {
        return new HttpListener(new ServerSocket(number, BACKLOG, InetAddress.getLoopbackAddress()));
    }

    /** Returns the number of the port. */
    public int port() {
        return port.getLocalPort();
    }

    /** Begins to answer. */
    public void start(Function<HttpRequest, HttpAnswer> handler) {
        accepting = Thread.ofPlatform().daemon().name("sandbox-http").start(() -> accept(handler));
    }

    private void accept(Function<HttpRequest, HttpAnswer> handler) {
        while (!port.isClosed()) {
            try {
                Socket connection = port.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection, handler));
            } catch (IOException | RejectedExecutionException closed) {
                // The loop ends when the listener is closed.
            }
        }
    }

    private void serve(Socket connection, Function<HttpRequest, HttpAnswer> handler) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream())) {
            // Otherwise each small answer waits for the client's delayed acknowledgement: 40 ms a call.
            connection.setTcpNoDelay(true);
            boolean more = true;
            while (more) {
                HttpRequest request = HttpRequest.read(in, connection.getOutputStream());
                HttpAnswer answer = request == null ? HttpAnswer.NONE : handler.apply(request);
                connection.getOutputStream().write(answer.message().content());
                more = !answer.last() && request != null && !request.isLast();
            }
        } catch (IOException gone) {
            // The client went away, or what it sent is not HTTP: there is nobody to tell.
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public void close() {
        close(port);
        awaitFreePort();
        connections.forEach(HttpListener::close);
        threads.shutdownNow();
    }

    /** The system frees the port only when nobody waits at it any more. */
    private void awaitFreePort() {
        Thread thread = accepting;
        try {
            if (thread != null) {
                thread.join(LONGEST_END);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }
}
