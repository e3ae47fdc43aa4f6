package io.pitrguard.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.sandbox.wire.Reply;
import io.pitrguard.sandbox.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/** Reads an HTTP request, has it dispatched, and writes the answer. */
final class AwsHttpHandler implements HttpHandler {

    private final Dispatcher dispatcher;
    private final Duration latency;
    // A random UUID for each request would take a lock that all requests share.
    private final long run = UUID.randomUUID().getMostSignificantBits();
    private final AtomicLong requests = new AtomicLong();

    AwsHttpHandler(Dispatcher dispatcher, Duration latency) {
        this.dispatcher = dispatcher;
        this.latency = latency;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String requestId = new UUID(run, requests.incrementAndGet()).toString();
            Reply reply = dispatcher.dispatch(read(exchange), requestId);
            Pause.of(latency);
            // Closing an exchange before its headers are sent drops the connection.
            if (reply instanceof Reply.Answer answer) {
                write(answer, requestId, exchange);
            }
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        Bytes body = Bytes.of(exchange.getRequestBody().readAllBytes());
        return new Request(headers.getFirst("X-Amz-Target"), headers.getFirst("Authorization"), body);
    }

    private static void write(Reply.Answer answer, String requestId, HttpExchange exchange) throws IOException {
        byte[] body = answer.body().content();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("x-amzn-RequestId", requestId);
        answer.headers().forEach(headers::set);
        if (answer.contentType().endsWith("json-1.0")) {
            headers.set("x-amz-crc32", checksum(body));
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static String checksum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return Long.toString(crc.getValue());
    }
}
