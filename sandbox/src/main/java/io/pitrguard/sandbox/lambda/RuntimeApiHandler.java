package io.pitrguard.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.pitrguard.sandbox.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The HTTP side of the Runtime API, version 2018-06-01. */
final class RuntimeApiHandler implements HttpHandler {

    /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB, which Lambda counts as this. */
    private static final int MAX_ANSWER_BYTES = 6_291_556;

    private static final String BASE = "/2018-06-01/runtime/";
    private static final Pattern RESULT = Pattern.compile(BASE + "invocation/([^/]+)/(response|error)");
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

    private final Invocations invocations;

    RuntimeApiHandler(Invocations invocations) {
        this.invocations = invocations;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            Matcher result = RESULT.matcher(exchange.getRequestURI().getPath());
            if (call.equals("GET " + BASE + "invocation/next")) {
                next(exchange);
            } else if (call.equals("GET " + BASE + "restore/next")) {
                // A runtime that starts from a snapshot asks for this before it: here it continues at once.
                send(exchange, 200, Json.write(Json.object()));
            } else if (call.equals("POST " + BASE + "init/error")) {
                initError(exchange);
            } else if (exchange.getRequestMethod().equals("POST") && result.matches()) {
                result(exchange, result.group(1), result.group(2));
            } else {
                refuse(exchange, 404, "NotFound", "There is no " + call);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        Invocation invocation;
        try {
            invocation = invocations.next();
        } catch (InterruptedException e) {
            // The server stops; closing the exchange without an answer drops the connection.
            Thread.currentThread().interrupt();
            return;
        }
        if (invocation == null) {
            refuse(exchange, 403, "InvalidStateTransition", "The invocation before has no answer yet");
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
        if (invocation.traceHeader() != null) {
            headers.set("Lambda-Runtime-Trace-Id", invocation.traceHeader());
        }
        send(exchange, 200, invocation.event().getBytes(StandardCharsets.UTF_8));
    }

    private void initError(HttpExchange exchange) throws IOException {
        if (invocations.ready().isDone()) {
            refuse(exchange, 403, "InvalidStateTransition", "The runtime had started already");
            return;
        }
        FunctionError error = error(exchange);
        accept(exchange);
        invocations.abandon(new Outcome.InitFailed(error));
    }

    private void result(HttpExchange exchange, String requestId, String kind) throws IOException {
        Outcome outcome = kind.equals("error") ? new Outcome.Failed(error(exchange)) : answer(exchange);
        if (outcome == null) {
            refuse(exchange, 413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes).");
        } else if (invocations.end(requestId, outcome)) {
            accept(exchange);
        } else {
            refuse(exchange, 400, "InvalidRequestID", "Invalid request ID");
        }
    }

    private static Outcome.@Nullable Answered answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        return body.length > MAX_ANSWER_BYTES ? null : new Outcome.Answered(new String(body, StandardCharsets.UTF_8));
    }

    private static FunctionError error(HttpExchange exchange) throws IOException {
        return FunctionError.parse(
                exchange.getRequestBody().readAllBytes(),
                exchange.getRequestHeaders().getFirst(ERROR_TYPE));
    }

    private static void accept(HttpExchange exchange) throws IOException {
        send(exchange, 202, Json.write(Json.object().put("status", "OK")));
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        ObjectNode error = Json.object().put("errorMessage", message).put("errorType", type);
        send(exchange, status, Json.write(error));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
