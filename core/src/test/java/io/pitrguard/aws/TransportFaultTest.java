package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Alert;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.AwsClients;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** Every call of every adapter, to a server whose bytes are not HTTP: a cause to report, and never an exception. */
class TransportFaultTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final TableRef TABLE = WHERE.table("orders");
    private static final Duration KEPT = Duration.ofDays(1);
    private static final SettableTime TIME = new SettableTime();
    private static final String RULE = "rule";
    private static final ComplianceResults.Ticket TICKET = new ComplianceResults.Ticket("token", false);

    private static final List<String> BYTES = List.of(
            "\u0016\u0003\u0001 hello, this is no HTTP\r\n\r\n",
            "SSH-2.0-OpenSSH_9.6\r\n",
            "<html>502</html>",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n{}",
            "\0\0\0\0",
            "");

    private static Map<String, Function<AwsClients, Optional<Cause>>> calls() {
        Map<String, Function<AwsClients, Optional<Cause>>> calls = new LinkedHashMap<>();
        calls.put(
                "list",
                c -> new DynamoDbTableCatalog(c.dynamoDb(), "here")
                        .list(Optional.empty())
                        .failure());
        calls.put("describe", c -> cause(new DynamoDbTableCatalog(c.dynamoDb(), "here").fact(TABLE, FactKind.DETAILS)));
        calls.put(
                "bulk tags",
                c -> new ResourceTags(c.tagging(), c.dynamoDb())
                        .bulk(Optional.empty())
                        .failure());
        calls.put("own tags", c -> cause(new ResourceTags(c.tagging(), c.dynamoDb()).of(TABLE)));
        calls.put("read", c -> cause(new DynamoDbRecovery(c.pacedDynamoDb()).read(TABLE)));
        calls.put(
                "enable",
                c -> new DynamoDbRecoveryChanges(c.dynamoDb()).enable(TABLE, 35).failure());
        calls.put(
                "publish",
                c -> AlertWiring.alerts(c, "arn:aws:sns:eu-west-1:123456789012:alerts", new SettableTime())
                        .publish(new Alert("subject", "{}", new TreeMap<>())));
        calls.put(
                "who am I",
                c -> new StsCallerIdentity(c.sts(), "eu-west-1").whoAmI().failure());
        calls.put("ledger read", c -> ledger(c).read(TABLE).failure());
        calls.put("ledger read all", c -> ledger(c).readAll(WHERE).failure());
        calls.put("ledger timeline", c -> ledger(c).timeline(TABLE, 10).failure());
        calls.put(
                "ledger write",
                c -> ledger(c)
                        .write(Ledger.Stored.nothing(TABLE), TableRecord.of(TABLE), List.of())
                        .failure());
        calls.put(
                "take",
                c -> new DynamoDbSharedChangeCounter(
                                c.dynamoDb(), "ledger", SharedChangeCounter.Scope.ACCOUNT_AND_REGION, TIME)
                        .take(WHERE, BigDecimal.ONE, Limits.STANDARD)
                        .failure());
        calls.put(
                "last sweep",
                c -> new DynamoDbInstallationStore(c.dynamoDb(), "ledger")
                        .lastSweep(WHERE)
                        .failure());
        calls.put(
                "notified",
                c -> new DynamoDbInstallationStore(c.dynamoDb(), "ledger")
                        .notified(WHERE)
                        .failure());
        calls.put(
                "record notified",
                c -> new DynamoDbInstallationStore(c.dynamoDb(), "ledger")
                        .recordNotified(WHERE, NotifiedState.nothing()));
        calls.put(
                "record sweep",
                c -> new DynamoDbInstallationStore(c.dynamoDb(), "ledger").recordSweep(WHERE, Instant.EPOCH));
        calls.putAll(ofOtherServices());
        return calls;
    }

    private static Map<String, Function<AwsClients, Optional<Cause>>> ofOtherServices() {
        Map<String, Function<AwsClients, Optional<Cause>>> calls = new LinkedHashMap<>();
        calls.put(
                "report",
                c -> new ConfigResults(c.config()).report(TICKET, List.of()).failure());
        calls.put(
                "held",
                c -> new ConfigResults(c.config()).held(RULE, Optional.empty()).failure());
        calls.put(
                "item",
                c -> new ConfigHistory(c.config())
                        .latest(ComplianceResults.TABLE, "orders")
                        .failure());
        calls.put(
                "hints",
                c -> new ConfigQueries(c.config()).off(Optional.empty()).failure());
        calls.put("recorders", c -> new ConfigRecorders(c.config()).all().failure());
        calls.put("trails", c -> new CloudTrails(c::cloudTrail).all(WHERE).failure());
        calls.put(
                "event rule",
                c -> new EventBridgeRules(c.eventBridge()).named(RULE).failure());
        calls.put(
                "subscriptions",
                c -> new SnsSubscriptions(c.sns()).of("arn:aws:sns:x").failure());
        calls.put(
                "filter policy",
                c -> new SnsSubscriptions(c.sns()).filter("arn:aws:sns:x").failure());
        calls.put(
                "send again",
                c -> new SqsDriftQueue(c.sqs(), "http://127.0.0.1/1/q")
                        .sendAgain("body", 1, Instant.EPOCH, Duration.ofSeconds(1)));
        calls.put(
                "newest move", c -> new SqsDeadLetters(c.sqs(), "dlq").newest().failure());
        calls.put("start move", c -> new SqsDeadLetters(c.sqs(), "dlq").start());
        return calls;
    }

    private static Ledger ledger(AwsClients clients) {
        return new DynamoDbLedger(clients.dynamoDb(), "ledger", KEPT, TIME);
    }

    private static Optional<Cause> cause(Fact<?> fact) {
        return fact instanceof Fact.Unreadable<?> unreadable ? Optional.of(unreadable.cause()) : Optional.empty();
    }

    private static Optional<Cause> cause(Tags tags) {
        return tags instanceof Tags.Unreadable unreadable ? Optional.of(unreadable.cause()) : Optional.empty();
    }

    private static Optional<Cause> cause(RecoveryState state) {
        return state instanceof RecoveryState.Unreadable unreadable
                ? Optional.of(unreadable.cause())
                : Optional.empty();
    }

    static Stream<Arguments> everyCallAndAnswer() {
        return calls().keySet().stream().flatMap(call -> BYTES.stream().map(bytes -> Arguments.of(call, bytes)));
    }

    @ParameterizedTest
    @MethodSource("everyCallAndAnswer")
    void bytesThatAreNotHttpAreACause(String call, String bytes) throws IOException {
        try (NotHttpServer server = new NotHttpServer(bytes);
                AwsClients clients =
                        new AwsClients(Region.EU_WEST_1, builder -> SandboxAws.pointAt(server.endpoint(), builder))) {
            Optional<Cause> cause = calls().get(call).apply(clients);

            assertThat(cause)
                    .hasValueSatisfying(broken -> assertThat(broken.kind()).isEqualTo(Cause.Kind.BROKEN));
            assertThat(server.taken()).isPositive();
        }
    }

    @Test
    void triesAgainAsForOtherFaultsOfTheTransport() throws IOException {
        try (NotHttpServer server = new NotHttpServer(BYTES.getFirst());
                AwsClients clients =
                        new AwsClients(Region.EU_WEST_1, builder -> SandboxAws.pointAt(server.endpoint(), builder))) {
            Result<?> answer = new DynamoDbTableCatalog(clients.dynamoDb(), "here").list(Optional.empty());

            assertThat(answer.failure()).isPresent();
            assertThat(server.taken()).isEqualTo(3);
        }
    }
}
