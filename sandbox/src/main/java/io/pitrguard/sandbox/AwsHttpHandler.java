package io.pitrguard.sandbox;

import io.pitrguard.sandbox.http.HttpAnswer;
import io.pitrguard.sandbox.http.HttpRequest;
import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.sandbox.wire.Reply;
import io.pitrguard.sandbox.wire.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Has an HTTP request dispatched, and makes the reply an HTTP answer that bears the time of the sandbox's clock. */
final class AwsHttpHandler implements Function<HttpRequest, HttpAnswer> {

    private static final String NOT_HTTP = "220 mail.example.com ESMTP ready\r\n";

    private final Dispatcher dispatcher;
    private final Duration latency;
    private final InstantSource clock;
    // A random UUID for each request would take a lock that all requests share.
    private final long run = UUID.randomUUID().getMostSignificantBits();
    private final AtomicLong requests = new AtomicLong();

    AwsHttpHandler(Dispatcher dispatcher, Duration latency, InstantSource clock) {
        this.dispatcher = dispatcher;
        this.latency = latency;
        this.clock = clock;
    }

    @Override
    public HttpAnswer apply(HttpRequest request) {
        String requestId = new UUID(run, requests.incrementAndGet()).toString();
        Request call = new Request(request.method(), request.path(), request.headers(), request.body());
        Reply reply = dispatcher.dispatch(call, requestId);
        Pause.of(latency);
        return switch (reply) {
            case Reply.Answer answer ->
                HttpAnswer.of(
                        answer.status(),
                        headers(answer, requestId),
                        request.method().equals("HEAD") ? Bytes.of("") : answer.body(),
                        clock.instant());
            case Reply.Dropped _ -> HttpAnswer.NONE;
            case Reply.NotHttp _ -> HttpAnswer.raw(NOT_HTTP);
        };
    }

    private static Map<String, String> headers(Reply.Answer answer, String requestId) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Content-Type", answer.contentType());
        // Also of an answer to HEAD, which has the headers of the answer to GET and no body.
        headers.put("Content-Length", Integer.toString(answer.body().content().length));
        headers.put("x-amzn-RequestId", requestId);
        if (answer.contentType().endsWith("json-1.0")) {
            headers.put("x-amz-crc32", checksum(answer.body().content()));
        }
        return headers;
    }

    private static String checksum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return Long.toString(crc.getValue());
    }
}
