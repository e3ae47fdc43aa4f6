package io.pitrguard.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before moto and runs functions where moto only echoes: what Lambda is asked to invoke goes to functions of the
 * test, all other calls to moto. moto's own clients, those of its interpreter of state machines among them, call the port
 * that {@code MOTO_PORT} names: this one.
 */
final class FunctionGateway implements AutoCloseable {
    private static final Pattern INVOCATION = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "host", "expect", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<URI> moto = new AtomicReference<>();
    private final AtomicReference<Functions> functions = new AtomicReference<>((name, event) -> {
        throw new IllegalStateException("the test has no function " + name);
    });

    private final AtomicReference<Gate> gate = new AtomicReference<>(new Gate() {
        @Override
        public Optional<Refusal> refusal(AwsCall call) {
            return Optional.empty();
        }

        @Override
        public void answered(AwsCall call, String answer) {}
    });

    /** What an invocation comes to: the payload, and whether the function failed on the event. */
    record Answer(String payload, boolean failed) {
        static Answer of(String payload) {
            return new Answer(payload, false);
        }

        /** Answers as Lambda does for a function that threw, ran out of memory, or whose process ended. */
        static Answer failure(String type, String message) {
            return new Answer(Json.write(Map.of("errorType", type, "errorMessage", message)), true);
        }
    }

    /** The functions behind the gateway. */
    interface Functions {
        /** Invokes the function of that name. */
        Answer invoke(String name, String event) throws InterruptedException;
    }

    /**
     * Why AWS refuses a call.
     *
     * @param code the error's, as services with JSON spell it
     */
    record Refusal(String code, String message) {
        private static final String DENIED = "AccessDenied";

        /** What the caller may not do. */
        static Refusal denied(String message) {
            return new Refusal(DENIED + "Exception", message);
        }

        /** A session of a role that was deleted. */
        static Refusal unknownSession() {
            return new Refusal("UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        /** As services with forms spell the code. */
        private String codeOfForms() {
            return code.startsWith(DENIED) ? DENIED : "InvalidClientTokenId";
        }
    }

    /** Stands between callers and moto. */
    interface Gate {
        /** Returns why a call is refused; empty if it is not. */
        Optional<Refusal> refusal(AwsCall call);

        /** A call was answered. */
        void answered(AwsCall call, String answer);

        /** Returns the JSON that a call is answered with in moto's place; empty if moto answers it. */
        default Optional<String> instead(AwsCall call) {
            return Optional.empty();
        }

        /** Returns the answer of moto as it reaches the caller. */
        default String changed(AwsCall call, String answer) {
            return answer;
        }
    }

    private FunctionGateway(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /** Takes a free port; calls come through once {@link #before} says what it stands before. */
    static FunctionGateway start() {
        try {
            FunctionGateway gateway = new FunctionGateway(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            gateway.server.start();
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + port());
    }

    /** Says which moto it stands before. */
    void before(URI endpoint) {
        moto.set(endpoint);
    }

    /** From now on these functions are invoked. */
    void run(Functions next) {
        functions.set(next);
    }

    /** From now on all calls to moto go through this gate. */
    void through(Gate next) {
        gate.set(next);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher invocation = INVOCATION.matcher(exchange.getRequestURI().getRawPath());
            if (invocation.matches()) {
                invoke(name(invocation.group(1)), body, exchange);
            } else {
                pass(body, exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The name of a function, which the caller may have given as an ARN, with an alias behind it. */
    private static String name(String encoded) {
        String[] parts = URLDecoder.decode(encoded, StandardCharsets.UTF_8).split(":", -1);
        return parts.length > 6 ? parts[6] : parts[0];
    }

    private void invoke(String name, byte[] event, HttpExchange exchange) throws IOException, InterruptedException {
        Answer answer = functions.get().invoke(name, new String(event, StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (answer.failed()) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
        }
        respond(200, answer.payload().getBytes(StandardCharsets.UTF_8), exchange);
    }

    private void pass(byte[] body, HttpExchange exchange) throws IOException, InterruptedException {
        AwsCall call = AwsCall.of(new AwsCall.Request(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")),
                body));
        Optional<Refusal> refusal = gate.get().refusal(call);
        Optional<String> instead = gate.get().instead(call);
        if (refusal.isPresent()) {
            refuse(refusal.get(), exchange);
        } else if (instead.isPresent()) {
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            respond(200, instead.get().getBytes(StandardCharsets.UTF_8), exchange);
        } else {
            gate.get().answered(call, forward(call, body, exchange));
        }
    }

    /** Refuses a call as services with JSON do, and STS. */
    private static void refuse(Refusal why, HttpExchange exchange) throws IOException {
        boolean isJson = exchange.getRequestHeaders().containsKey("X-Amz-Target");
        String answer = isJson
                ? Json.write(Map.of("__type", why.code(), "message", why.message()))
                : "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                        .formatted(why.codeOfForms(), why.message());
        exchange.getResponseHeaders().add("Content-Type", isJson ? "application/x-amz-json-1.0" : "text/xml");
        respond(isJson ? 400 : 403, answer.getBytes(StandardCharsets.UTF_8), exchange);
    }

    private String forward(AwsCall call, byte[] body, HttpExchange exchange) throws IOException, InterruptedException {
        URI target = URI.create(moto.get() + exchange.getRequestURI().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        copy(exchange.getRequestHeaders(), request::header);
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        copy(answer.headers().map(), exchange.getResponseHeaders()::add);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String changed = gate.get().changed(call, text);
        if (changed.equals(text)) {
            respond(answer.statusCode(), answer.body(), exchange);
        } else {
            // The checksum of what moto answered.
            exchange.getResponseHeaders().remove("x-amz-crc32");
            respond(answer.statusCode(), changed.getBytes(StandardCharsets.UTF_8), exchange);
        }
        return changed;
    }

    private interface Header {
        void add(String name, String value);
    }

    private static void copy(Map<String, List<String>> headers, Header to) {
        headers.forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> to.add(name, value));
            }
        });
    }

    private static void respond(int status, byte[] body, HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
        threads.shutdownNow();
    }
}
