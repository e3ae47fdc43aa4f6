package io.pitrguard.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pitrguard.report.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Stub of the Lambda calls that the doctor makes; SDK clients of this process use it. */
final class StubLambda implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Map<String, String>> functions = new TreeMap<>();
    private List<Map<String, Object>> mappings = List.of();
    private int unreserved = 1000;
    private int quota = 1000;
    private boolean denied;

    private StubLambda(HttpServer server) {
        this.server = server;
    }

    /** Starts one without functions. */
    static StubLambda start() {
        try {
            StubLambda stub =
                    new StubLambda(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            stub.server.createContext("/", stub::answer);
            stub.server.start();
            System.setProperty(
                    "aws.endpointUrlLambda",
                    "http://localhost:" + stub.server.getAddress().getPort());
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deploys a function; after a colon its name has its alias. */
    StubLambda function(String name, Map<String, String> environment) {
        functions.put(name, environment);
        return this;
    }

    StubLambda without(String name) {
        functions.remove(name);
        return this;
    }

    /** Sets the states of the mappings of the drift function to its queue. */
    StubLambda mappings(String... states) {
        return mapped(Stream.of(states)
                .map(state -> mapping("pitr-guard-drift:live", "pitr-guard-drift", state))
                .toList());
    }

    /** Sets all mappings. */
    StubLambda mapped(List<Map<String, Object>> all) {
        mappings = List.copyOf(all);
        return this;
    }

    /** Returns the mapping of a queue to a function. */
    static Map<String, Object> mapping(String function, String queue, String state) {
        return Map.of(
                "State",
                state,
                "UUID",
                "0b1c",
                "FunctionArn",
                "arn:aws:lambda:eu-west-1:123456789012:function:" + function,
                "EventSourceArn",
                "arn:aws:sqs:eu-west-1:123456789012:" + queue);
    }

    /** As Lambda does: those of a function, or of a queue. */
    private List<Map<String, Object>> asked(String query) {
        String decoded = URLDecoder.decode(query, StandardCharsets.UTF_8);
        String value = decoded.substring(decoded.indexOf('=') + 1);
        String field = decoded.startsWith("FunctionName=") ? "FunctionArn" : "EventSourceArn";
        return mappings.stream()
                .filter(mapping ->
                        String.valueOf(mapping.get(field)).endsWith(":" + value) || value.equals(mapping.get(field)))
                .toList();
    }

    StubLambda quota(int all, int left) {
        quota = all;
        unreserved = left;
        return this;
    }

    StubLambda deny() {
        denied = true;
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        try (exchange) {
            if (denied) {
                error(exchange, 403, "AccessDeniedException");
            } else if (path.endsWith("/configuration")) {
                String name = path.split("/", -1)[3];
                function(exchange, query.startsWith("Qualifier=") ? name + ":" + query.substring(10) : name);
            } else if (path.contains("/event-source-mappings")) {
                send(exchange, 200, Map.of("EventSourceMappings", asked(query)));
            } else {
                send(
                        exchange,
                        200,
                        Map.of(
                                "AccountLimit",
                                Map.of("ConcurrentExecutions", quota, "UnreservedConcurrentExecutions", unreserved)));
            }
        }
    }

    private void function(HttpExchange exchange, String name) throws IOException {
        Map<String, String> environment = functions.get(name);
        if (environment == null) {
            error(exchange, 404, "ResourceNotFoundException");
        } else {
            send(exchange, 200, Map.of("FunctionName", name, "Environment", Map.of("Variables", environment)));
        }
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", code);
        send(exchange, status, Map.of("Message", "stub"));
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
