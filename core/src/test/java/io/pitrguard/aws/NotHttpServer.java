package io.pitrguard.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that takes connections and answers with bytes that are not HTTP. */
final class NotHttpServer implements AutoCloseable {
    private final ServerSocket socket;
    private final byte[] answer;
    private final AtomicInteger taken = new AtomicInteger();

    NotHttpServer(String answer) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        Thread.ofPlatform().daemon().name("not-http").start(this::serve);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** How many connections it took. */
    int taken() {
        return taken.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                taken.incrementAndGet();
                // Otherwise closing resets the connection before the answer is read.
                connection.getInputStream().read(new byte[65_536]);
                OutputStream out = connection.getOutputStream();
                out.write(answer);
                out.flush();
            } catch (IOException closed) {
                // The client went away, or the test is over.
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
