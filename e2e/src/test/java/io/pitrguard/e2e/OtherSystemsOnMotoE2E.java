package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What sweeps tell EventBridge and Security Hub, as moto has both. */
class OtherSystemsOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    private static final String EVENT = "events/scheduled-sweep/hourly.json";
    private static final Path POLICY = Repository.write("other-systems.yaml", "version: 1\n");
    private static final String ACCOUNT = "123456789012";
    private static final String TOPIC = "arn:aws:sns:%s:%s:alerts".formatted(Moto.REGION, ACCOUNT);
    private static final String LEDGER = "pitr-guard-ledger";

    private AwsCli aws;

    @BeforeEach
    void create() {
        aws = MOTO.aws();
        aws.inOrder(List.of(
                List.of("sns", "create-topic", "--name", "alerts"),
                List.of(
                        "dynamodb",
                        "create-table",
                        "--table-name",
                        LEDGER,
                        "--billing-mode",
                        "PAY_PER_REQUEST",
                        "--attribute-definitions",
                        "AttributeName=pk,AttributeType=S",
                        "AttributeName=sk,AttributeType=S",
                        "--key-schema",
                        "AttributeName=pk,KeyType=HASH",
                        "AttributeName=sk,KeyType=RANGE")));
        recovery(LEDGER, true);
        new Fleet(aws).table("orders", Fleet.OFF).table("carts", 35).create();
    }

    private void recovery(String table, boolean on) {
        aws.run(
                        "dynamodb",
                        "update-continuous-backups",
                        "--table-name",
                        table,
                        "--point-in-time-recovery-specification",
                        "PointInTimeRecoveryEnabled=" + on)
                .ends(0);
    }

    private void sweep(String setting, String value) {
        MOTO.pitrGuard()
                .with("PITR_GUARD_TOPIC_ARN", TOPIC)
                .with("PITR_GUARD_LEDGER_TABLE", LEDGER)
                .with("PITR_GUARD_READS_PER_SECOND", "1000")
                .with(setting, value)
                .run("invoke", "sweep", "--event", EVENT, "--policy", POLICY.toString())
                .ends(0);
    }

    @Test
    void eventsArriveWhereARuleSendsThem() {
        aws.inOrder(List.of(
                List.of("sqs", "create-queue", "--queue-name", "events"),
                List.of(
                        "events",
                        "put-rule",
                        "--name",
                        "pitr-guard",
                        "--event-pattern",
                        Json.write(Map.of("source", List.of("pitr-guard")))),
                List.of(
                        "events",
                        "put-targets",
                        "--rule",
                        "pitr-guard",
                        "--targets",
                        "Id=queue,Arn=" + TOPIC.replace(":sns:", ":sqs:").replace("alerts", "events"))));

        sweep("PITR_GUARD_EVENT_BUS", "default");

        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> event.path("detail-type").asText())
                .containsExactlyInAnyOrder("Sweep Digest", "Table Finding");
        JsonNode finding = events.stream()
                .filter(event -> event.path("detail-type").asText().equals("Table Finding"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.path("resources").get(0).asText()).endsWith(":table/orders");
        assertThat(finding.at("/detail/table/verdict").asText()).isEqualTo("NON_COMPLIANT");
        assertThat(finding.at("/detail/version").asText()).isEqualTo("1");
    }

    private List<JsonNode> events() {
        String url = MOTO.endpoint() + "/" + ACCOUNT + "/events";
        Run run = aws.run(
                "sqs", "receive-message", "--queue-url", url, "--max-number-of-messages", "10", "--output", "json");
        List<JsonNode> events = new ArrayList<>();
        run.ends(0)
                .json()
                .path("Messages")
                .forEach(message -> events.add(Json.read(message.path("Body").asText())));
        return events;
    }

    @Test
    void findingsAreImportedUpdatedAndArchived() {
        aws.run("securityhub", "enable-security-hub").ends(0);

        assertThat(findings())
                .containsEntry("orders", "FAILED ACTIVE")
                .containsEntry("carts", "PASSED ACTIVE")
                .containsEntry(LEDGER, "PASSED ACTIVE");

        recovery("orders", true);
        recovery("carts", false);
        assertThat(findings()).containsEntry("orders", "PASSED ARCHIVED").containsEntry("carts", "FAILED ACTIVE");

        aws.run("dynamodb", "delete-table", "--table-name", "carts").ends(0);
        assertThat(findings())
                .containsEntry("orders", "PASSED ARCHIVED")
                .containsEntry("carts", "NOT_AVAILABLE ARCHIVED")
                .hasSize(3);
    }

    /** Sweeps, and returns what Security Hub has then: by table compliance and record state. */
    private Map<String, String> findings() {
        sweep("PITR_GUARD_SECURITY_HUB", "true");
        Map<String, String> findings = new TreeMap<>();
        for (JsonNode finding : aws.json("securityhub", "get-findings").path("Findings")) {
            findings.put(
                    finding.at("/Resources/0/Id").asText().replaceFirst(".*:table/", ""),
                    finding.at("/Compliance/Status").asText() + " "
                            + finding.path("RecordState").asText());
        }
        return findings;
    }
}
