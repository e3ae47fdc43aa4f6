package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Alert;
import io.pitrguard.port.BusEvent;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.FindingImportContract;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SentFindings;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.TableFinding;
import io.pitrguard.port.TableItems;
import io.pitrguard.sandbox.http.HttpAnswer;
import io.pitrguard.sandbox.http.HttpListener;
import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.TableReadWiring;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** No adapter throws, whatever comes in place of AWS's answer: one call fails, and never the rest. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileAnswersTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final AccountRegion MEMBER = new AccountRegion("aws", "111111111111", "eu-west-1");
    private static final MemberAccess.Role ROLE = new MemberAccess.Role("reader", Optional.empty(), "test");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<Integer> STATUSES = List.of(200, 204, 302, 400, 403, 404, 418, 429, 500, 503, 599);
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "7",
            "{",
            "{}",
            "\\u0000\\u0001",
            "<html><body>Please log in</body></html>",
            "<Response/>",
            "[".repeat(20_000),
            "{\"TableNames\":[null,7,{},\"\"],\"LastEvaluatedTableName\":9}",
            "{\"Table\":{\"TableStatus\":[],\"CreationDateTime\":1e999999999,\"TableSizeBytes\":\"x\"}}",
            "{\"ContinuousBackupsDescription\":{\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":"
                    + "\"ENABLED\",\"RecoveryPeriodInDays\":-1e400,\"EarliestRestorableDateTime\":9e300}}}",
            "{\"ResourceTagMappingList\":[null,{\"ResourceARN\":\"\"},{\"ResourceARN\":\":table/\",\"Tags\":[null]}]}",
            "{\"Tags\":[null,{\"Key\":null,\"Value\":{}}],\"NextToken\":\"\"}",
            "{\"Items\":[null,{},{\"pk\":null},{\"sk\":{\"N\":\"1e999999999\"}}],\"LastEvaluatedKey\":{}}",
            "{\"Items\":[{\"pk\":null},{\"n\":{\"N\":\"ten\"}},{\"l\":{\"L\":[null]}},{\"s\":{\"SS\":[null]}},{\"b\":{}}],\"Count\":-1,"
                    + "\"ScannedCount\":null,\"ConsumedCapacity\":{\"CapacityUnits\":-1e400},\"NextToken\":\"\"}",
            "{\"Responses\":{\"orders\":[null,{\"n\":{\"NS\":[null,\"x\"]}}]},\"UnprocessedKeys\":{\"orders\":{\"Keys\":[null]}},"
                    + "\"ConsumedCapacity\":[null,{}]}",
            "{\"ExportDescription\":{\"ExportArn\":\"x\",\"TableArn\":\"y\",\"ExportStatus\":\"SOON\",\"ItemCount\":-1},"
                    + "\"ExportSummaries\":[null,{},{\"ExportArn\":\"x\",\"ExportStatus\":\"\"}]}",
            "{\"Item\":{\"version\":{\"N\":\"x\"},\"at\":{\"S\":\"+1000000000-01-01T00:00:00Z\"}}}",
            "{\"Results\":[null,\"{\"],\"EvaluationResults\":[null,{}],\"configurationItems\":[null],\"FailedEvaluations\":[null]}",
            "{\"ConfigurationRecorders\":[null,{}],\"ConfigurationRecordersStatus\":[null]}",
            "{\"trailList\":[null,{\"TrailARN\":null}],\"Results\":[null,{}],\"Attributes\":{\"QueueArn\":null}}",
            "{\"Roots\":[null,{\"Id\":\"r-1\"}],\"Accounts\":[null,{\"Id\":null},{\"Id\":\"1\"}],\"OrganizationalUnits\":[null,{}]}",
            "{\"Regions\":[null,{},{\"RegionName\":\"\"},{\"RegionName\":7,\"RegionOptStatus\":[]}],\"NextToken\":\"\"}",
            "<AssumeRoleResponse><AssumeRoleResult><Credentials/></AssumeRoleResult></AssumeRoleResponse>",
            "{\"FailedCount\":1,\"SuccessCount\":0,\"FailedFindings\":[null,{},{\"ErrorCode\":7,\"Id\":\"x\"}]}",
            "{\"FailedEntryCount\":1,\"Entries\":[null,{},{\"ErrorCode\":\"\",\"ErrorMessage\":null}]}",
            "{\"Items\":[{\"pk\":{\"S\":\"x\"},\"sk\":{\"S\":\"RECORD#9\"}}]}",
            "{\"__type\":7,\"message\":[]}",
            "{\"__type\":\"" + "x".repeat(10_000) + "\"}");

    private static final BusEvent EVENT = new BusEvent("Table Finding", "{}", List.of());
    private static final TableFinding FINDING = FindingImportContract.finding("orders", "off", NOW);
    private static final TableFinding OTHER = FindingImportContract.finding("carts", "off", NOW);

    private static Map<String, Function<AwsClients, Object>> calls() {
        SettableTime time = new SettableTime();
        Map<String, Function<AwsClients, Object>> calls = new LinkedHashMap<>();
        calls.put("list", c -> new DynamoDbTableCatalog(c.dynamoDb(), "here").list(Optional.empty()));
        calls.put("describe", c -> new DynamoDbTableCatalog(c.dynamoDb(), "here").fact(ORDERS, FactKind.DETAILS));
        calls.put("bulk tags", c -> new ResourceTags(c.tagging(), c.dynamoDb()).bulk(Optional.empty()));
        calls.put("tags", c -> new ResourceTags(c.tagging(), c.dynamoDb()).of(ORDERS));
        calls.put("read", c -> new DynamoDbRecovery(c.pacedDynamoDb()).read(ORDERS));
        calls.put("enable", c -> new DynamoDbRecoveryChanges(c.dynamoDb()).enable(ORDERS, 35));
        calls.put(
                "publish",
                c -> AlertWiring.alerts(c, "topic", new SettableTime()).publish(new Alert("s", "{}", new TreeMap<>())));
        calls.put("subscriptions", c -> new SnsSubscriptions(c.sns()).of("topic"));
        calls.put("filter policy", c -> new SnsSubscriptions(c.sns()).filter("arn:aws:sns:x"));
        calls.put("caller", c -> new StsCallerIdentity(c.sts(), "eu-west-1").whoAmI());
        calls.put(
                "report",
                c -> new ConfigResults(c.config()).report(new ComplianceResults.Ticket("token", false), List.of()));
        calls.put("held", c -> new ConfigResults(c.config()).held("rule", Optional.empty()));
        calls.put("item", c -> new ConfigHistory(c.config()).latest("AWS::DynamoDB::Table", "orders"));
        calls.put("hints", c -> new ConfigQueries(c.config()).off(Optional.empty()));
        calls.put("recorders", c -> new ConfigRecorders(c.config()).all());
        calls.put("trails", c -> new CloudTrails(c::cloudTrail).all(InMemoryTables.WHERE));
        calls.put("ledger", c -> ledger(c, time).read(ORDERS));
        calls.put("all of the ledger", c -> ledger(c, time).readAll(InMemoryTables.WHERE));
        calls.put("timeline", c -> ledger(c, time).timeline(ORDERS, 10));
        calls.put(
                "write", c -> ledger(c, time).write(Ledger.Stored.nothing(ORDERS), TableRecord.of(ORDERS), List.of()));
        calls.put(
                "installation",
                c -> new DynamoDbInstallationStore(c.dynamoDb(), "ledger").notified(InMemoryTables.WHERE));
        calls.put(
                "last sweep",
                c -> new DynamoDbInstallationStore(c.dynamoDb(), "ledger").lastSweep(InMemoryTables.WHERE));
        calls.put(
                "counter",
                c -> new DynamoDbSharedChangeCounter(
                                c.dynamoDb(), "ledger", SharedChangeCounter.Scope.ACCOUNT_AND_REGION, time)
                        .take(InMemoryTables.WHERE, BigDecimal.ONE, Limits.STANDARD));
        calls.put(
                "requeue",
                c -> new SqsDriftQueue(c.sqs(), "http://localhost/q").sendAgain("body", 1, NOW, Duration.ofSeconds(1)));
        calls.put("dead letters", c -> new SqsDeadLetters(c.sqs(), "queue").newest());
        calls.put("events", c -> new EventBridgeBus(c.eventBridge(), "default").put(List.of(EVENT)));
        calls.put(
                "findings",
                c -> new SecurityHubFindings(c.securityHub(), InMemoryTables.WHERE).send(List.of(FINDING, OTHER)));
        calls.put("sent findings", c -> new DynamoDbSentFindings(c.dynamoDb(), "ledger").read(InMemoryTables.WHERE));
        calls.put(
                "record findings",
                c -> new DynamoDbSentFindings(c.dynamoDb(), "ledger")
                        .record(
                                InMemoryTables.WHERE,
                                Map.of("orders", new SentFindings.Sent("s", true, false, NOW, NOW))));
        calls.put("sweeps", c -> new DynamoDbSweepHistory(c.dynamoDb(), "ledger").read(InMemoryTables.WHERE, 10));
        calls.put("head", c -> new DynamoDbEvidenceChain(c.dynamoDb(), "ledger").head(InMemoryTables.WHERE));
        calls.put("chain", c -> new DynamoDbEvidenceChain(c.dynamoDb(), "ledger").read(InMemoryTables.WHERE));
        calls.put("keep", c -> new S3EvidenceStore(c::s3, "bucket").writeNew("key", "text/html", new byte[] {1}));
        calls.put("kept", c -> new S3EvidenceStore(c::s3, "bucket").newest("key"));
        calls.put("kept keys", c -> new S3EvidenceStore(c::s3, "bucket").keys("evidence/"));
        calls.put("kept version", c -> new S3EvidenceStore(c::s3, "bucket").version("key", "1"));
        calls.putAll(items());
        calls.put("organization", c -> new AwsOrganization(c.client(OrganizationsClient.builder())).accounts());
        calls.put(
                "regions",
                c -> new AccountRegions(_ -> c.client(AccountClient.builder())).of(InMemoryTables.WHERE.account()));
        calls.put(
                "tables of a member",
                c -> new DynamoDbTableCatalog(
                                new MemberAccess(c, InMemoryTables.WHERE, ROLE)
                                        .to(MEMBER)
                                        .dynamoDb(),
                                "here")
                        .list(Optional.empty()));
        return calls;
    }

    private static Map<String, Function<AwsClients, Object>> items() {
        TableItems.ScanOrder scan = new TableItems.ScanOrder(ORDERS, 0, 1, Optional.empty(), 10);
        Item key = Item.of(Map.of("pk", new ItemValue.Text("1")));
        TableItems.KeyQuery query = new TableItems.KeyQuery(ORDERS, Optional.empty(), key, 10);
        Statement statement = Statement.of("SELECT * FROM {table}");
        ExportOrder order = ExportOrder.of(ORDERS, NOW, "bucket", "token");
        TableExport export = new TableExport(
                "arn",
                ORDERS.arn(),
                TableExport.Status.COMPLETED,
                Optional.empty(),
                OptionalLong.of(1),
                new TableExport.Files(
                        Optional.of("bucket"), Optional.of("manifest-summary.json"), OptionalLong.empty()),
                TableExport.Times.UNKNOWN,
                Optional.empty());
        return Map.of(
                "count", c -> TableReadWiring.items(c).count(scan),
                "scan", c -> TableReadWiring.items(c).scan(scan),
                "get", c -> TableReadWiring.items(c).get(ORDERS, List.of(key)),
                "query", c -> TableReadWiring.items(c).query(query),
                "select", c -> TableReadWiring.items(c).select(ORDERS, statement, Optional.empty(), 10),
                "export", c -> TableReadWiring.exports(c).start(order),
                "describe an export", c -> TableReadWiring.exports(c).describe(InMemoryTables.WHERE, "arn"),
                "exports", c -> TableReadWiring.exports(c).list(ORDERS),
                "files of an export", c -> TableReadWiring.exports(c).files(InMemoryTables.WHERE, export));
    }

    static Stream<String> everyCall() {
        return calls().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void endsWithAValue(String call) throws IOException {
        Function<AwsClients, Object> made = calls().get(call);
        for (String body : BODIES) {
            Map<String, HttpAnswer> answers = new LinkedHashMap<>();
            for (int status : STATUSES) {
                answers.put("%d %.60s".formatted(status, body), answer(status, body));
            }
            assertEndsWithAValue(call, made, answers);
        }
        Map<String, HttpAnswer> noHttp = new LinkedHashMap<>();
        for (String raw : List.of(
                "", "220 ESMTP\r\n", "HTTP/1.1 banana\r\n\r\n", "HTTP/1.1 200 \r\nContent-Length: 9\r\n\r\n{")) {
            noHttp.put(raw, HttpAnswer.raw(raw));
        }
        assertEndsWithAValue(call, made, noHttp);
    }

    private static HttpAnswer answer(int status, String body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Connection", "close");
        return new HttpAnswer(
                HttpAnswer.of(status, headers, Bytes.of(body), NOW).message(), true);
    }

    /** New clients for each answer take most of the time; those of a few answers still have tries left. */
    private static void assertEndsWithAValue(
            String call, Function<AwsClients, Object> made, Map<String, HttpAnswer> answers) throws IOException {
        AtomicReference<HttpAnswer> next = new AtomicReference<>(HttpAnswer.NONE);
        try (HttpListener listener = HttpListener.on(0);
                AwsClients clients = new AwsClients(
                        Region.EU_WEST_1,
                        builder -> SandboxAws.pointAt(URI.create("http://localhost:" + listener.port()), builder),
                        () -> NOW)) {
            listener.start(_ -> next.get());
            answers.forEach((what, answer) -> {
                next.set(answer);
                assertThatCode(() -> assertThat(made.apply(clients)).isNotNull())
                        .as("%s with %s", call, what)
                        .doesNotThrowAnyException();
            });
        }
    }

    private static DynamoDbLedger ledger(AwsClients clients, SettableTime time) {
        return new DynamoDbLedger(clients.dynamoDb(), "ledger", Duration.ofDays(1), time);
    }
}
