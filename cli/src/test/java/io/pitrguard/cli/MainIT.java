package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@link Main} as a process of its own: real standard streams, a real environment, a real exit code. */
class MainIT {
    private static final String SESSION = "arn:aws:iam::123456789012:user/alice";

    /** The bit of signal 2. */
    private static final long SIGINT = 1L << 1;

    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        sandbox.close();
    }

    private CommandResult run(Map<String, String> environment, String... arguments) throws Exception {
        return end(start(environment, arguments));
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(signalsByDefault());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        // Neither a proxy nor a profile of whoever runs this may take part.
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A process inherits that Ctrl-C is ignored, as it is for a script's job in the background. */
    private static List<String> signalsByDefault() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean ignored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .anyMatch(signals -> (signals & SIGINT) != 0);
        return ignored ? List.of("/usr/bin/env", "--default-signal=INT") : List.of();
    }

    private CommandResult end(Process process) throws Exception {
        return new CommandResult(process.waitFor(), text(folder.resolve("out")), text(folder.resolve("err")));
    }

    /** Waits until the process has read so many states, then sends it a signal. */
    private void signalAfter(int reads, Process process, String signal) throws Exception {
        while (process.isAlive() && sandbox.calls().count("DescribeContinuousBackups") < reads) {
            Thread.onSpinWait();
        }
        int sent = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(sent).as("kill").isZero();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private Map<String, String> aws() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                sandbox.endpoint().toString(),
                "AWS_REGION",
                sandbox.region(),
                "AWS_ACCESS_KEY_ID",
                "sandbox",
                "AWS_SECRET_ACCESS_KEY",
                "sandbox");
    }

    @Test
    void exitsWithTheCodeOfTheSweepAndWritesTheDocumentAlone() throws Exception {
        sandbox.tables().create("orders");

        CommandResult result = run(aws(), "sweep", "--output", "json").ends(2);

        assertThat(JsonRecords.read(SweepView.class, result.out()).tables()).hasSize(1);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void writesUtf8InEveryLocale() throws Exception {
        CommandResult result = run(Map.of("LC_ALL", "C"), "sweep", "--help").ends(0);

        assertThat(result.out()).contains("AWS_ENDPOINT_URL, …");
    }

    @Test
    void reportsEveryErrorOfAFunctionsSettings() throws Exception {
        Map<String, String> environment = new HashMap<>(aws());
        environment.put("PITR_GUARD_ACT", "maybe");
        environment.put("PITR_GUARD_READS_PER_SECOND", "fast");

        run(environment, "invoke", "sweep", "--event", "../events/scheduled-sweep/hourly.json")
                .refuses(
                        1,
                        "pitr-guard: PITR_GUARD_ACT is 'maybe'. Set it to policy or never.",
                        "PITR_GUARD_READS_PER_SECOND is 'fast'. Set it to a number from 0.1 to 100000.");
    }

    @Test
    void saysThatNoRegionIsConfigured() throws Exception {
        Map<String, String> nowhere = Map.of(
                "AWS_REGION", "",
                "AWS_DEFAULT_REGION", "",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true");

        run(nowhere, "sweep").refuses(1, "pitr-guard: No AWS region is configured. Pass --region or set AWS_REGION.");
    }

    @Test
    void saysThatThereAreNoCredentials() throws Exception {
        Map<String, String> nobody = Map.of(
                "AWS_ENDPOINT_URL", sandbox.endpoint().toString(),
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "",
                "AWS_SECRET_ACCESS_KEY", "",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true");

        CommandResult result = run(nobody, "sweep").ends(1);

        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("pitr-guard: could not determine the AWS account. No usable credentials")
                .contains("No credentials were found: pass --profile, set AWS_PROFILE, or log in with the AWS CLI.")
                .contains("(Profile file contained no credentials for profile 'default')")
                .hasSizeLessThan(400);
    }

    /** Case 05: the SDK's module for such profiles is here. */
    @Test
    void saysHowToLogInWhereAProfileHasNoCachedLogin() throws Exception {
        CommandResult result = run(awsLogin(), "sweep").ends(1);

        assertThat(result.err())
                .startsWith("pitr-guard: could not determine the AWS account. No usable credentials")
                .endsWith(" Run aws login --profile login.\n");
    }

    @Test
    void usesTheCachedLoginOfAProfile() throws Exception {
        Files.writeString(folder.resolve(sha256(SESSION) + ".json"), """
                {"accessToken": {"accessKeyId": "ASIA", "secretAccessKey": "s", "sessionToken": "t",
                                 "accountId": "123456789012", "expiresAt": "2999-01-01T00:00:00Z"},
                 "tokenType": "aws_sigv4", "clientId": "c", "refreshToken": "r", "idToken": "i", "dpopKey": "d"}
                """);
        sandbox.tables().create("orders").enabled(35);

        assertThat(run(awsLogin(), "sweep").ends(0).out()).contains("1 compliant");
    }

    private Map<String, String> awsLogin() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                sandbox.endpoint().toString(),
                "AWS_PROFILE",
                "login",
                "AWS_CONFIG_FILE",
                Cli.file(
                        folder,
                        "config",
                        "[profile login]\nlogin_session = %s\nregion = eu-west-1\n".formatted(SESSION)),
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null",
                "AWS_LOGIN_CACHE_DIRECTORY",
                folder.toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void showsWhatIsKnownWhenItIsInterrupted() throws Exception {
        for (int i = 0; i < 100; i++) {
            sandbox.tables().create("table-%03d".formatted(i));
        }
        Process process = start(aws(), "sweep", "--reads-per-second", "10");
        signalAfter(15, process, "INT");

        CommandResult result = end(process).ends(130);

        assertThat(result.out())
                .containsPattern("\\n100 tables in eu-west-1, account 123456789012, policy built-in\\n")
                .containsPattern("\\nINTERRUPTED after [1-9][0-9] of 100 tables\\.\\n$")
                .contains("NON_COMPLIANT  HIGH      off       table-000\n")
                .contains("undetermined for the same reasons (--all lists them)");
        assertThat(result.err())
                .matches(
                        "pitr-guard: interrupted after \\d+ of 100 tables\\. The rest was neither read nor changed: run the command again\\.\\n");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void writesAWholeDocumentWhenItIsTerminated() throws Exception {
        for (int i = 0; i < 100; i++) {
            sandbox.tables().create("table-%03d".formatted(i)).enabled(35);
        }
        Process process = start(aws(), "sweep", "--reads-per-second", "10", "--output", "json");
        signalAfter(12, process, "TERM");

        CommandResult result = end(process).ends(143);

        SweepView view = JsonRecords.read(SweepView.class, result.out());
        assertThat(view.sweep().complete()).isFalse();
        assertThat(view.summary().compliant()).isBetween(10, 99);
        assertThat(view.summary().compliant() + view.summary().undetermined()).isEqualTo(100);
    }
}
