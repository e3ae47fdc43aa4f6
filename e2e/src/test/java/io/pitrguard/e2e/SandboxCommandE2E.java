package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code pitr-guard sandbox}, with the AWS CLI pointed at it. */
class SandboxCommandE2E {
    @RegisterExtension
    static final Tools TOOLS = Tools.needed("aws");

    private static final int TABLES = 12;
    private static final int SIGTERM = 128 + 15;

    private Process process;
    private BufferedReader err;
    private List<String> said;
    private URI endpoint;

    @BeforeEach
    void start() throws IOException {
        process = new PitrGuard(Repository.environment()).start("sandbox", "--tables", String.valueOf(TABLES));
        err = process.errorReader();
        endpoint = URI.create(process.inputReader().readLine());
        said = List.of(err.readLine(), err.readLine(), err.readLine());
    }

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    private AwsCli aws() {
        return AwsCli.at(endpoint, "eu-west-1");
    }

    @Test
    void theAwsCliListsAndChangesTables() {
        List<String> names = Json.texts(aws().json("dynamodb", "list-tables").path("TableNames"));
        assertThat(names).hasSize(TABLES);

        Run answer = update(names.getFirst(), "PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=9");

        assertThat(recovery(answer.ends(0).json()).path("RecoveryPeriodInDays").asInt())
                .isEqualTo(9);
        JsonNode after = aws().json("dynamodb", "describe-continuous-backups", "--table-name", names.getFirst());
        assertThat(recovery(after).path("PointInTimeRecoveryStatus").asText()).isEqualTo("ENABLED");
        assertThat(recovery(after).path("RecoveryPeriodInDays").asInt()).isEqualTo(9);
    }

    @Test
    void aPeriodOf36DaysIsRefusedAsAwsDoes() {
        String table = Json.texts(aws().json("dynamodb", "list-tables").path("TableNames"))
                .getFirst();

        Run refused = update(table, "PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=36");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err())
                .contains("(ValidationException) when calling the UpdateContinuousBackups operation", "35");
    }

    @Test
    void aTableThatIsMissingIsRefusedAsAwsDoes() {
        Run refused = aws().run("dynamodb", "describe-continuous-backups", "--table-name", "missing");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("(TableNotFoundException)", "Table not found: missing");
    }

    @Test
    void theAwsCliSeesWhatRecordsWhatLogsAndWhoDidNotConfirm() {
        String topic = "arn:aws:sns:eu-west-1:123456789012:alerts";
        List<JsonNode> answers = aws()
                .inOrder(List.of(
                        List.of("configservice", "describe-configuration-recorder-status"),
                        List.of("cloudtrail", "create-trail", "--name", "all", "--s3-bucket-name", "events"),
                        List.of("cloudtrail", "get-trail-status", "--name", "all"),
                        List.of("cloudtrail", "get-event-selectors", "--trail-name", "all"),
                        List.of("events", "put-rule", "--name", "drift", "--schedule-expression", "rate(1 hour)"),
                        List.of("events", "describe-rule", "--name", "drift"),
                        List.of("sns", "create-topic", "--name", "alerts"),
                        subscribe(topic),
                        List.of("sns", "list-subscriptions-by-topic", "--topic-arn", topic)))
                .stream()
                .map(Run::json)
                .toList();

        assertThat(answers.get(0)
                        .at("/ConfigurationRecordersStatus/0/lastStatus")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(answers.get(2).path("IsLogging").asBoolean(true)).isFalse();
        assertThat(answers.get(3).at("/EventSelectors/0/ReadWriteType").asText())
                .isEqualTo("All");
        assertThat(answers.get(5).path("State").asText()).isEqualTo("ENABLED");
        assertThat(answers.get(7).path("SubscriptionArn").asText()).isEqualTo("pending confirmation");
        assertThat(answers.get(8).at("/Subscriptions/0/SubscriptionArn").asText())
                .isEqualTo("PendingConfirmation");
    }

    @Test
    void whatItPrintsToExportIsEnoughForASweep() {
        Run run = PitrGuard.at(endpoint, "eu-west-1").run("sweep", "--output", "json");

        assertThat(run.json().path("summary").path("tables").asInt()).isEqualTo(TABLES);
    }

    @Test
    void aSigtermStopsItCleanly() throws IOException, InterruptedException {
        // Not the process's own destroy(): that closes what it wrote as well.
        process.toHandle().destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(SIGTERM);
        assertThat(said).anyMatch(line -> line.contains("export AWS_ENDPOINT_URL=" + endpoint));
        assertThat(err.lines()).as("it has nothing to complain about").isEmpty();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
    }

    private void connect() throws IOException {
        new Socket(endpoint.getHost(), endpoint.getPort()).close();
    }

    private Run update(String table, String specification) {
        return aws().run(
                        "dynamodb",
                        "update-continuous-backups",
                        "--table-name",
                        table,
                        "--point-in-time-recovery-specification",
                        specification);
    }

    private static List<String> subscribe(String topic) {
        return List.of(
                "sns",
                "subscribe",
                "--topic-arn",
                topic,
                "--protocol",
                "email",
                "--notification-endpoint",
                "team@example.com");
    }

    private static JsonNode recovery(JsonNode answer) {
        return answer.path("ContinuousBackupsDescription").path("PointInTimeRecoveryDescription");
    }
}
