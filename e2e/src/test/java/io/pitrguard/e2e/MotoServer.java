package io.pitrguard.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@code moto_server} of our own on a free port of the loopback interface. */
final class MotoServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern RUNNING = Pattern.compile("Running on (http://localhost:\\d+)");
    // The shell stops it when our end of the pipe closes: also when this JVM is killed.
    private static final String SCRIPT =
            "moto_server -H localhost -p 0 >\"$1\" 2>&1 & pid=$!; read -r _; kill $pid; wait $pid";

    private final Process shell;
    private final Path log;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    private MotoServer(Process shell, Path log, URI endpoint) {
        this.shell = shell;
        this.log = log;
        this.endpoint = endpoint;
    }

    static MotoServer start() {
        return start("moto.log", Repository.environment());
    }

    /** Starts one whose own clients, those of its interpreter of state machines, call through a gateway. */
    static MotoServer behind(FunctionGateway gateway) {
        Map<String, String> environment = Repository.environment();
        environment.put("MOTO_PORT", Integer.toString(gateway.port()));
        MotoServer server = start("moto-behind.log", environment);
        gateway.before(server.endpoint());
        return server;
    }

    private static MotoServer start(String logName, Map<String, String> environment) {
        Path log = Repository.write(logName, "");
        try {
            Process shell = Repository.process(List.of("sh", "-c", SCRIPT, "moto", log.toString()), environment)
                    .start();
            return new MotoServer(shell, log, endpoint(shell, log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI endpoint(Process shell, Path log) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end && shell.isAlive()) {
            Matcher running = RUNNING.matcher(Files.readString(log));
            if (running.find()) {
                return URI.create(running.group(1));
            }
            pause();
        }
        shell.getOutputStream().close();
        throw new IllegalStateException("moto_server did not start: " + Files.readString(log));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    Path log() {
        return log;
    }

    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.stream().skip(Math.max(0, lines.size() - 20)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties it: no tables, no topics, nothing. */
    void reset() {
        post("/moto-api/reset", "");
    }

    /** From now on new state machines are executed, or only kept. */
    void executeStateMachines(boolean execute) {
        post("/moto-api/config", Json.write(Map.of("stepfunctions", Map.of("execute_state_machine", execute))));
    }

    void checkPermissions(boolean check) {
        // The number of calls that are not checked.
        post("/moto-api/reset-auth", check ? "0" : "inf");
    }

    private void post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        http.close();
        shell.getOutputStream().close();
        if (!shell.waitFor(10, TimeUnit.SECONDS)) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }
}
