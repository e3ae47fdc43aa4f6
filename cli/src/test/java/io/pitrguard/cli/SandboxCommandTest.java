package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;

/** {@code pitr-guard sandbox} and {@code train}. */
class SandboxCommandTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void servesUntilItIsStopped() throws Exception {
        PipedReader endOfPipe = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(endOfPipe));
        Thread command = Thread.ofPlatform()
                .start(() -> Main.run(
                        out,
                        new PrintWriter(Writer.nullWriter()),
                        "sandbox",
                        "--tables",
                        "20",
                        "--region",
                        "eu-central-1",
                        "--reads-per-second",
                        "0"));
        String endpoint = new BufferedReader(endOfPipe).readLine();

        assertThat(URI.create(endpoint)).hasScheme("http").hasHost("localhost");
        CommandResult result = sweep(endpoint);

        command.interrupt();
        command.join();
        assertThat(result.ends(2).out()).contains("20 tables in eu-central-1, account 123456789012");
    }

    @Test
    void servesTheOrganizationOfTheDemo() throws Exception {
        PipedReader endOfPipe = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(endOfPipe));
        StringWriter err = new StringWriter();
        Thread command = Thread.ofPlatform()
                .start(() -> Main.run(
                        out,
                        new PrintWriter(err),
                        "sandbox",
                        "--organization",
                        "--region",
                        "eu-central-1",
                        "--reads-per-second",
                        "0"));
        String endpoint = new BufferedReader(endOfPipe).readLine();

        CommandResult result = sweep(
                endpoint,
                "--organization",
                "--ou",
                "Workloads/Testing",
                "--regions",
                "all",
                "--external-id",
                "demo-external-id");

        command.interrupt();
        command.join();
        assertThat(result.ends(2).out()).contains("24 tables in 12 accounts and regions of the organization");
        assertThat(err.toString())
                .contains("  ./pitr-guard sweep --organization --regions all --external-id demo-external-id");
    }

    @Test
    void readsLagBehindWritesAsLongAsAsked() throws Exception {
        PipedReader endOfPipe = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(endOfPipe));
        Thread command = Thread.ofPlatform()
                .start(() -> Main.run(
                        out, new PrintWriter(Writer.nullWriter()), "sandbox", "--tables", "1", "--lag", "10m"));
        URI endpoint = URI.create(new BufferedReader(endOfPipe).readLine());

        try (DynamoDbClient dynamoDb = dynamoDb(endpoint)) {
            String table = dynamoDb.listTables().tableNames().getFirst();
            ContinuousBackupsDescription answer = dynamoDb.updateContinuousBackups(u -> u.tableName(table)
                            .pointInTimeRecoverySpecification(
                                    s -> s.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(9)))
                    .continuousBackupsDescription();
            ContinuousBackupsDescription read =
                    dynamoDb.describeContinuousBackups(d -> d.tableName(table)).continuousBackupsDescription();

            assertThat(answer.pointInTimeRecoveryDescription().recoveryPeriodInDays())
                    .isEqualTo(9);
            assertThat(read.pointInTimeRecoveryDescription().recoveryPeriodInDays())
                    .isNotEqualTo(9);
        } finally {
            command.interrupt();
            command.join();
        }
    }

    private static DynamoDbClient dynamoDb(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .build();
    }

    private static CommandResult sweep(String endpoint, String... more) {
        Map.of(
                        "aws.endpointUrl", endpoint,
                        "aws.region", "eu-central-1",
                        "aws.accessKeyId", "sandbox",
                        "aws.secretAccessKey", "sandbox")
                .forEach(System::setProperty);
        return Cli.run(Stream.concat(Stream.of("sweep", "--reads-per-second", "0"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void saysThatThePortIsInUse() throws IOException {
        try (Cli cli = Cli.start()) {
            String port = Integer.toString(cli.sandbox().endpoint().getPort());

            Cli.run("sandbox", "--port", port)
                    .refuses(
                            1,
                            "pitr-guard: cannot listen on port " + port
                                    + ": it is in use or not permitted. Choose another"
                                    + " --port, or 0 for a free port.");
        }
    }

    @Test
    void trainingIsSilent() {
        CommandResult result = Cli.run("train").ends(0);

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEmpty();
    }
}
