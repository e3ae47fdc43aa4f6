package io.pitrguard.aws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Lets only AWS's answers through: what a proxy or gateway answers in its place would otherwise pass for a denial by AWS,
 * or for an answer that cannot be parsed. The services called here answer in JSON or XML, and never redirect. The client
 * behind it throws unchecked exceptions for bytes that are not HTTP: they become I/O exceptions, which the SDK retries and
 * reports as its own.
 */
public final class AnswerCheckingHttpClient implements SdkHttpClient {
    private static final int PROXY_DENIED = 407;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final int PEEK = 256;

    private final SdkHttpClient client;

    /** Sends requests through this client. */
    public AnswerCheckingHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return checked(prepared.call());
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static HttpExecuteResponse checked(HttpExecuteResponse answer) throws IOException {
        SdkHttpResponse head = answer.httpResponse();
        if (isOfS3(head)) {
            return answer;
        }
        String type = head.firstMatchingHeader("Content-Type").orElse("no content type");
        if (head.statusCode() == PROXY_DENIED) {
            throw ForeignAnswerException.of(type, PROXY_DENIED);
        }
        AbortableInputStream body = answer.responseBody().orElse(null);
        if (body == null || (head.statusCode() >= FIRST_REDIRECT && head.statusCode() < FIRST_ERROR)) {
            if (isForeign(head.statusCode(), type, "")) {
                throw ForeignAnswerException.of(type, head.statusCode());
            }
            return answer;
        }
        BufferedInputStream again = new BufferedInputStream(body, PEEK);
        again.mark(PEEK);
        String beginning = new String(again.readNBytes(PEEK), StandardCharsets.UTF_8);
        again.reset();
        if (isForeign(head.statusCode(), type, beginning)) {
            body.abort();
            throw ForeignAnswerException.of(type, head.statusCode());
        }
        return HttpExecuteResponse.builder()
                .response(head)
                .responseBody(AbortableInputStream.create(again, body))
                .build();
    }

    /** An object may be an HTML page; no proxy gives an answer of its own these headers. */
    private static boolean isOfS3(SdkHttpResponse head) {
        return head.firstMatchingHeader("ETag").isPresent()
                && (head.firstMatchingHeader("x-amz-request-id").isPresent()
                        || head.firstMatchingHeader("x-amz-version-id").isPresent());
    }

    /** An emulator may call JSON text/html: where there is a body, the body decides. */
    private static boolean isForeign(int status, String type, String beginning) {
        String text = beginning.replace("\uFEFF", "").stripLeading().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return status >= FIRST_REDIRECT && (status < FIRST_ERROR || type.startsWith("text/html"));
        }
        return text.startsWith("<!doctype html") || (text.startsWith("<") && text.contains("<html"));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
