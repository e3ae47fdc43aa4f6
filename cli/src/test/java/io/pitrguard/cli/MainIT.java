package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Main} as a process of its own: real standard streams, a real environment, a real exit code. */
class MainIT {
    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        sandbox.close();
    }

    private CommandResult run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // Neither a proxy nor a profile of whoever runs this may take part.
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        return new CommandResult(builder.start().waitFor(), text(out), text(err));
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
                .startsWith("pitr-guard: could not determine the AWS account. No AWS credentials or region")
                .contains("Set AWS_PROFILE and AWS_REGION, or log in with the AWS CLI.")
                .contains("(Profile file contained no credentials for profile 'default')")
                .hasSizeLessThan(400);
    }
}
