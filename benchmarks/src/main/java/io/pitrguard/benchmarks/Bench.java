package io.pitrguard.benchmarks;

import io.pitrguard.benchmarks.bare.BareScan;
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
    static final Duration LATENCY = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final double QUOTA = 10;
    private static final String CDK = "aws-cdk@2.1148.1";

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
                List.of("npx", "--yes", CDK, "synth", "--quiet"),
                "--output",
                scratch.resolve("cdk.out").toString());
    }

    /** Runs the CDK's command line without an app. */
    Finished cdkVersion(Sandbox nothing) throws InterruptedException {
        return run(nothing, List.of("npx", "--yes", CDK, "--version"));
    }

    /** Runs a script on boto3. */
    Finished boto3(Sandbox sandbox, String python, String... args) throws InterruptedException {
        Path script = home.resolve("benchmarks/competitors/boto3_sweep.py");
        return run(sandbox, List.of(python, script.toString()), args);
    }

    /** Counts the items of a table with a bare client. */
    Finished bareScan(Sandbox sandbox, String table) throws InterruptedException {
        return run(
                sandbox,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareScan.class.getName()),
                table);
    }

    /** Runs the AWS CLI. */
    Finished aws(Sandbox sandbox, String cli, String... args) throws InterruptedException {
        return run(sandbox, List.of(cli), args);
    }

    /** Runs Cloud Custodian, as installed in this folder. */
    Finished custodian(Sandbox sandbox, Path folder, Path policy) throws InterruptedException {
        return run(
                sandbox,
                List.of(folder.resolve("bin/custodian").toString(), "run", policy.toString()),
                "--region",
                sandbox.region(),
                "--output-dir",
                scratch.resolve("custodian").toString(),
                "--cache-period",
                "0");
    }

    /** Returns the AWS CLI itself where it lies beside the Python, else the one of the path; empty when there is none. */
    Optional<String> awsCli() throws InterruptedException {
        Optional<String> beside = pythonWithBoto3()
                .map(python -> Path.of(python).resolveSibling("aws"))
                .filter(Files::isExecutable)
                .map(Path::toString);
        if (beside.isPresent()) {
            return beside;
        }
        try (Sandbox sandbox = unlimited()) {
            return run(sandbox, List.of("/usr/bin/env", "bash"), "-c", "command -v aws")
                                    .exitCode()
                            == 0
                    ? Optional.of("aws")
                    : Optional.empty();
        }
    }

    /** Returns the folder that Cloud Custodian is installed in, as the variable C7N says. */
    static Optional<Path> custodian() {
        return Optional.ofNullable(System.getenv("C7N"))
                .map(Path::of)
                .filter(folder -> Files.isExecutable(folder.resolve("bin/custodian")));
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
            Path cpu = Files.createTempFile(scratch, "cpu", "");
            File stdout = Files.createTempFile(scratch, "stdout", "").toFile();
            File stderr = Files.createTempFile(scratch, "stderr", "").toFile();
            ProcessBuilder builder = new ProcessBuilder(timed(line, cpu))
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
                    cpuTime(Files.readString(cpu)),
                    process.exitValue(),
                    Files.readString(stdout.toPath()),
                    Files.readString(stderr.toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Java cannot tell how much processor time a process used that has ended; bash can. */
    private static List<String> timed(List<String> line, Path cpu) {
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%U %S'; { time \"$@\" 2>&3 3>&-; } 3>&2 2>\"$0\"", cpu.toString()));
        timed.addAll(line);
        return timed;
    }

    /** What killed a process may have killed the measurement too. */
    private static Duration cpuTime(String userAndSystem) {
        double seconds = Arrays.stream(userAndSystem.strip().split("\\s+"))
                .filter(number -> number.matches("[0-9.]+"))
                .mapToDouble(Double::parseDouble)
                .sum();
        return Duration.ofNanos((long) (seconds * 1e9));
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
