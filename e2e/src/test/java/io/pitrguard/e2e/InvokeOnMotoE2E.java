package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code invoke sweep} with a topic that the AWS CLI made and a queue that listens to it. */
class InvokeOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    private static final String EVENT = "events/scheduled-sweep/hourly.json";
    private static final Path POLICY = Repository.write("digest.yaml", """
            version: 1
            rules:
              - name: critical
                match: { tag: tier=critical }
                require: { recoveryPeriodDays: 35 }
                action: remediate
            """);

    private static final String TOPIC = "arn:aws:sns:%s:123456789012:alerts".formatted(Moto.REGION);

    private AwsCli aws;

    /** Creates the topic and three queues, each with what its filter policy lets through. */
    @BeforeEach
    void subscribe() {
        aws = MOTO.aws();
        aws.inOrder(List.of(
                List.of("sns", "create-topic", "--name", "alerts"),
                createQueue("all"),
                subscribe("all", Map.of()),
                createQueue("urgent"),
                subscribe("urgent", Map.of("severity", List.of("high"))),
                createQueue("calm"),
                subscribe("calm", Map.of("nonCompliant", List.of(Map.of("numeric", List.of("=", 0)))))));
    }

    private static List<String> createQueue(String name) {
        return List.of("sqs", "create-queue", "--queue-name", name);
    }

    private static List<String> subscribe(String queue, Map<String, Object> filter) {
        Map<String, String> attributes = filter.isEmpty() ? Map.of() : Map.of("FilterPolicy", Json.write(filter));
        Map<String, Object> subscription = Map.of(
                "TopicArn",
                TOPIC,
                "Protocol",
                "sqs",
                "Endpoint",
                TOPIC.replace(":sns:", ":sqs:").replace("alerts", queue),
                "Attributes",
                attributes);
        return List.of("sns", "subscribe", "--cli-input-json", Json.write(subscription));
    }

    private JsonNode messages(String queue) {
        String url = MOTO.endpoint() + "/123456789012/" + queue;
        Run run = aws.run(
                "sqs", "receive-message", "--queue-url", url, "--max-number-of-messages", "10", "--output", "json");
        return run.ends(0).out().isBlank() ? Json.read("[]") : run.json().path("Messages");
    }

    private PitrGuard pitrGuard() {
        return MOTO.pitrGuard().with("PITR_GUARD_TOPIC_ARN", TOPIC).with("PITR_GUARD_READS_PER_SECOND", "1000");
    }

    private Run invoke(PitrGuard pitrGuard) {
        return pitrGuard.run("invoke", "sweep", "--event", EVENT, "--policy", POLICY.toString());
    }

    @Test
    void theDigestArrivesInTheQueue() throws IOException {
        Fleet fleet = new Fleet(aws)
                .table("analytics", Fleet.OFF)
                .table("customers", 35)
                .table("orders", 7, Map.of("tier", "critical"))
                .create();

        Run run = invoke(pitrGuard()).ends(0);

        JsonNode answer = run.json();
        assertThat(answer.at("/sweep/id").asText())
                .as("each invocation is a delivery of its own")
                .matches("[0-9a-f-]{36}")
                .isNotEqualTo(eventId());
        assertThat(Json.texts(answer.path("tables"), "verdict"))
                .containsExactly("NON_COMPLIANT", "COMPLIANT", "COMPLIANT");
        assertThat(fleet.read().get("orders").days()).isEqualTo(35);
        JsonNode messages = messages("all");
        assertThat(messages).hasSize(1);
        JsonNode envelope = Json.read(messages.at("/0/Body").asText());
        assertThat(envelope.path("Subject").asText()).startsWith("[pitr-guard] HIGH: 1 not compliant");
        assertReports(answer, Json.read(envelope.path("Message").asText()));
        assertThat(envelope.at("/MessageAttributes/severity/Value").asText()).isEqualTo("high");
        assertThat(messages("urgent"))
                .as("a filter policy on severity lets it through")
                .hasSize(1);
        assertThat(messages("calm"))
                .as("a filter policy on a count holds it back")
                .isEmpty();
    }

    private static String eventId() throws IOException {
        return Json.read(Files.readString(Repository.ROOT.resolve(EVENT)))
                .path("id")
                .asText();
    }

    /** The digest holds the tables that there is something to say of, as in the answer. */
    private static void assertReports(JsonNode answer, JsonNode digest) {
        assertThat(digest.path("sweep")).isEqualTo(answer.path("sweep"));
        assertThat(digest.path("summary")).isEqualTo(answer.path("summary"));
        assertThat(digest.path("tables")).containsExactlyInAnyOrder(answer.at("/tables/0"), answer.at("/tables/2"));
        assertThat(answer.at("/tables/2/remediation/outcome").asText()).isEqualTo("Fixed");
    }

    @Test
    void metricsAndLogGoToStandardError() {
        new Fleet(aws).table("analytics", Fleet.OFF).create();

        Run run = invoke(pitrGuard()).ends(0);

        JsonNode metrics = run.errLines().stream()
                .filter(line -> line.contains("\"_aws\""))
                .map(Json::read)
                .findFirst()
                .orElseThrow();
        assertThat(metrics.path("NonCompliantTables").asInt()).isEqualTo(1);
        assertThat(metrics.path("SweepCompleted").asInt()).isEqualTo(1);
        assertThat(run.err()).as("the log").contains("\"verdict\":\"NON_COMPLIANT\"");
    }

    @Test
    void aSweepWithNothingToSaySendsNothing() {
        new Fleet(aws).table("customers", 35).create();

        invoke(pitrGuard()).ends(0);

        assertThat(messages("all")).isEmpty();
    }

    @Test
    void aTopicThatRefusesFailsTheInvocationAndTheResultIsStillLogged() {
        new Fleet(aws).table("analytics", Fleet.OFF).create();

        Run run = invoke(pitrGuard().with("PITR_GUARD_TOPIC_ARN", TOPIC + "-missing"))
                .ends(1);

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("\"verdict\":\"NON_COMPLIANT\"", "sns:Publish")
                .doesNotContain("\tat ");
    }

    @Test
    void actNeverOnlyReads() {
        Fleet fleet =
                new Fleet(aws).table("orders", 7, Map.of("tier", "critical")).create();
        Map<String, Seen> before = fleet.read();

        Run run = invoke(pitrGuard().with("PITR_GUARD_ACT", "never")).ends(0);

        assertThat(run.json().at("/tables/0/remediation/outcome").asText()).isEqualTo("Planned");
        assertThat(fleet.read()).isEqualTo(before);
    }
}
