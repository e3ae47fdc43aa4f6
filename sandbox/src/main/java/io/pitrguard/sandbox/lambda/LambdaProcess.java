package io.pitrguard.sandbox.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A function in a process of its own: AWS's runtime client on the Java that runs this, as on Lambda with nothing else
 * on its class path than the function's package, fed by a {@link RuntimeApi}. Closing it ends the process for certain.
 */
public final class LambdaProcess implements AutoCloseable {

    private final RuntimeApi api;
    private final LambdaFunction function;
    private final Path folder;
    private final Process process;
    private final long startedAt;
    private final CompletableFuture<Void> gone;
    private final Thread atExit;

    private LambdaProcess(RuntimeApi api, RuntimeClient client, LambdaFunction function, Path folder)
            throws IOException {
        this.api = api;
        this.function = function;
        this.folder = folder;
        ProcessBuilder builder = new ProcessBuilder(RuntimeCommand.line(client, function, folder))
                .directory(function.taskRoot().toFile())
                .redirectOutput(stdoutFile(folder))
                .redirectError(stderrFile(folder));
        builder.environment().clear();
        builder.environment().putAll(RuntimeCommand.environment(function, api.address()));
        this.startedAt = System.nanoTime();
        this.process = builder.start();
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        this.gone = process.onExit().thenAccept(ended -> api.abandon(new Outcome.Crashed(ended.exitValue())));
    }

    /** Starts it with AWS's runtime client; it is ready once {@link #untilReady} says so. */
    public static LambdaProcess start(LambdaFunction function) {
        return start(RuntimeClient.ofAws(), function);
    }

    /** Starts it with a runtime of its own making. */
    static LambdaProcess start(RuntimeClient client, LambdaFunction function) {
        RuntimeApi api = RuntimeApi.start();
        try {
            return new LambdaProcess(api, client, function, Files.createTempDirectory("lambda-process"));
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the function asks for its first event, and returns how long that took from the process's start. */
    public Duration untilReady(Duration atMost) throws InterruptedException {
        return Duration.ofNanos(await(api.ready(), atMost) - startedAt);
    }

    /** Invokes the function with so much time left, and waits for the outcome. */
    public Outcome invoke(String event, Duration timeLeft) throws InterruptedException {
        return invoke(Invocation.of(event, Instant.now().plus(timeLeft), function.functionArn()), timeLeft);
    }

    /** Invokes the function and waits for the outcome, at most that long. */
    public Outcome invoke(Invocation invocation, Duration atMost) throws InterruptedException {
        return await(api.invoke(invocation), atMost);
    }

    /** {@link System#nanoTime} when the process was started. */
    public long startedAt() {
        return startedAt;
    }

    /** Returns the most memory that it held so far, in bytes, as Linux counts it. */
    public long peakMemorySize() {
        return read(new File("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Returns what it wrote to standard output so far. */
    public String stdout() {
        return read(stdoutFile(folder));
    }

    /** Returns what it wrote to standard error so far. */
    public String stderr() {
        return read(stderrFile(folder));
    }

    /** Ends the process as {@code kill -9} does: what it works on has crashed. */
    public void kill() {
        process.destroyForcibly();
        gone.join();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
        api.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration atMost) throws InterruptedException {
        try {
            return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(
                    function.handler() + " did not come to an end: " + e + "\n" + stdout() + "\n" + stderr(), e);
        }
    }

    private static File stdoutFile(Path folder) {
        return folder.resolve("stdout").toFile();
    }

    private static File stderrFile(Path folder) {
        return folder.resolve("stderr").toFile();
    }

    private static String read(File file) {
        try {
            return Files.readString(file.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
