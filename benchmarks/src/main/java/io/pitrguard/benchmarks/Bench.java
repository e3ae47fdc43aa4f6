package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where everything is measured: the repository, a scratch folder, and how whole processes are run. The sandbox runs in
 * this process, which does nothing else while a process is measured.
 *
 * @param home the repository
 * @param scratch a folder for files
 */
record Bench(Path home, Path scratch, Options options, Quiet quiet) {
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final double QUOTA = 10;

    /** Starts a sandbox that limits nothing. */
    Sandbox unlimited() {
        return Sandbox.start(SandboxOptions.defaults().withoutLimit().withLatency(LATENCY));
    }

    /** Starts a sandbox with AWS's limit of 10 calls a second. */
    Sandbox limited() {
        return Sandbox.start(
                SandboxOptions.defaults().withContinuousBackupsPerSecond(QUOTA).withLatency(LATENCY));
    }

    /** Runs the launcher, as a user would. */
    Finished pitrGuard(Sandbox sandbox, String... args) throws InterruptedException {
        return run(sandbox, List.of(home.resolve("pitr-guard").toString()), args);
    }

    /** Synthesizes the deployment, as a user would; nothing of AWS is asked. */
    Finished synth(Sandbox nothing) throws InterruptedException {
        return run(
                nothing,
                List.of("npx", "--yes", "aws-cdk@2.1148.1", "synth", "--quiet"),
                "--output",
                scratch.resolve("cdk.out").toString());
    }

    /** Runs a script on boto3. */
    Finished boto3(Sandbox sandbox, String python, String... args) throws InterruptedException {
        Path script = home.resolve("benchmarks/competitors/boto3_sweep.py");
        return run(sandbox, List.of(python, script.toString()), args);
    }

    /** Returns the Python itself, not a shim before it; empty when there is none with boto3. */
    Optional<String> pythonWithBoto3() throws InterruptedException {
        try (Sandbox sandbox = unlimited()) {
            Finished found =
                    run(sandbox, List.of("/usr/bin/env", "python3"), "-c", "import boto3, sys; print(sys.executable)");
            return found.exitCode() == 0 ? Optional.of(found.stdout().strip()) : Optional.empty();
        }
    }

    Path shippedPolicy() {
        return home.resolve("policy.yaml");
    }

    Path deployablePackage() {
        return home.resolve("functions/target/pitr-guard-functions.zip");
    }

    private Finished run(Sandbox sandbox, List<String> command, String... args) throws InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.addAll(Arrays.asList(args));
        try {
            File stdout = Files.createTempFile(scratch, "stdout", "").toFile();
            File stderr = Files.createTempFile(scratch, "stderr", "").toFile();
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(home.toFile())
                    .redirectOutput(stdout)
                    .redirectError(stderr);
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(access(sandbox));
            quiet.await();
            long start = System.nanoTime();
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            process.destroyForcibly();
            MeasurementFailedException.require(ended, String.join(" ", line) + " did not end");
            return new Finished(
                    String.join(" ", line),
                    wall,
                    process.exitValue(),
                    Files.readString(stdout.toPath()),
                    Files.readString(stderr.toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> access(Sandbox sandbox) {
        return Map.of(
                "AWS_ENDPOINT_URL", sandbox.endpoint().toString(),
                "AWS_REGION", sandbox.region(),
                "AWS_DEFAULT_REGION", sandbox.region(),
                "AWS_ACCESS_KEY_ID", "sandbox",
                "AWS_SECRET_ACCESS_KEY", "sandbox",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }
}
