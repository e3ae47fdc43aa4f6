package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.Flapping;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.DrillWiring;
import io.pitrguard.wiring.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The function that drills, on the sandbox, with tables of items; plays the state machine. */
final class DrillTestBed implements AutoCloseable {
    static final String LEDGER = "pitr-guard-ledger";
    static final String EVIDENCE = "pitr-guard-evidence";
    static final String EXPORTS = "pitr-guard-exports";
    private static final int ITEMS = 20;
    static final DrillRequirement MONTHLY = requirement(Optional.empty());

    final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    final StringBuilder log = new StringBuilder();
    final List<String> metrics = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    DrillBudget budget = DrillBudget.STANDARD;
    private int written;
    private final AtomicInteger requests = new AtomicInteger();
    /** The same for all calls: to build them takes longer than a step. */
    private final AwsClients clients = aws.functionClients();

    private final Settings.Reporting reporting = AllOutputs.in(aws.sandbox());
    private final DynamoDbClient dynamoDb = aws.clients().dynamoDb();
    private final String topic;

    DrillTestBed() {
        topic = aws.sandbox().topics().create("pitr-guard-alerts");
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic, "ops@example.com");
        aws.sandbox().buckets().create(EVIDENCE).keepVersions();
        aws.sandbox().buckets().create(EXPORTS);
        aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
        // The first call to the server of items takes its time, and a write must not be repeated.
        assertThat(IntStream.range(0, 5)
                        .anyMatch(_ -> store().list(aws.where()).success().isPresent()))
                .isTrue();
    }

    static DrillRequirement requirement(Optional<String> exactCount) {
        return new DrillRequirement(
                Duration.ofDays(30),
                Optional.of(Duration.ofHours(6)),
                Optional.empty(),
                100,
                true,
                Optional.of(new DrillRequirement.TimeAttribute("written", Duration.ofDays(1))),
                exactCount,
                List.of(new DrillRequirement.Assertion(
                        "SELECT * FROM {table} WHERE pk = 'item-1'", OptionalLong.of(1), OptionalLong.of(1))));
    }

    /** Makes a table with items, a rule of its own, and what a sweep saw of it. */
    void table(String name, DrillRequirement requirement) {
        dynamoDb.createTable(b -> b.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        AttributeDefinition.builder()
                                .attributeName("pk")
                                .attributeType(ScalarAttributeType.S)
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName("day")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                .keySchema(hash("pk"))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-day")
                        .keySchema(hash("day"))
                        .projection(p -> p.projectionType("ALL"))
                        .build()));
        aws.time().advance(Duration.ofMinutes(1));
        aws.sandbox().tables().get(name).enabled(35);
        for (int i = 0; i < ITEMS; i++) {
            put(name, i);
        }
        aws.time().advance(Duration.ofHours(1));
        rules.add(new Rule(
                name,
                new Match(List.of(new Glob(name)), List.of(), List.of(), List.of(), List.of()),
                new Rule.Effect.Require(Requirement.RECOVERY_ON.with(DrillCheck.DRILL, requirement), Action.ALERT)));
        observed(name);
    }

    /** Writes one of the items anew, each time another one. */
    void write(String table) {
        put(table, written++ % ITEMS);
    }

    private void put(String table, int number) {
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS("item-" + number),
                "day", AttributeValue.fromS("day-" + number % 3),
                "written", AttributeValue.fromS(aws.time().instant().toString()));
        dynamoDb.putItem(b -> b.tableName(table).item(item));
    }

    /** Changes the record of this number in the chain of evidence, as somebody could who may write to the ledger. */
    void changeEvidence(long number, UnaryOperator<String> change) {
        Map<String, AttributeValue> item = dynamoDb.scanPaginator(b -> b.tableName(LEDGER)).items().stream()
                .filter(each -> each.containsKey("record"))
                .filter(each -> each.get("sk").s().endsWith("%018d".formatted(number)))
                .findFirst()
                .orElseThrow();
        String text = item.get("record").s();
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        Map<String, AttributeValue> next = new HashMap<>(item);
        next.put("record", AttributeValue.fromS(changed));
        dynamoDb.putItem(b -> b.tableName(LEDGER).item(next));
    }

    private void observed(String name) {
        Ledger ledger = Wiring.ledger(aws.clients(), LEDGER, Duration.ofDays(400), aws.time());
        String id = dynamoDb.describeTable(b -> b.tableName(name)).table().tableId();
        LastObservation seen = new LastObservation(
                aws.time().instant(),
                Trigger.PERSON,
                VerdictKind.COMPLIANT,
                new TreeMap<FindingKind, String>(),
                "",
                new LastObservation.Recovery(
                        LastObservation.Status.ENABLED, OptionalInt.of(35), Optional.empty(), Optional.empty()),
                new TreeMap<>(),
                new LastObservation.Details(Optional.of(name), OptionalLong.of(1L << 20)));
        TableRecord record = new TableRecord(
                aws.where().table(name),
                Optional.of(new Identity(id, aws.time().instant(), false)),
                Optional.of(seen),
                Optional.empty(),
                RecoveryHistory.NONE,
                List.of(),
                Optional.empty(),
                NotifiedState.nothing(),
                Flapping.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
        Ledger.Stored read = ledger.read(aws.where().table(name)).success().orElseThrow();
        assertThat(ledger.write(read, record, List.of()).success().orElseThrow())
                .isPresent();
    }

    DrillStore store() {
        return DrillWiring.store(aws.clients(), LEDGER);
    }

    List<DrillRecord> drills() {
        return store().list(aws.where()).success().orElseThrow().drills();
    }

    /** Begins what is due, in a run of now; answers the ids of the drills to carry on. */
    List<String> due() {
        return ids(invoke(dueNow()));
    }

    String dueNow() {
        return Json.write(Map.of("due", Map.of("started", aws.time().instant().toString(), "input", Map.of())));
    }

    static List<String> ids(String answer) {
        return ((List<?>) object(answer).get("drills"))
                .stream()
                        .map(each -> String.valueOf(((Map<?, ?>) each).get("id")))
                        .toList();
    }

    static Map<?, ?> object(String answer) {
        return (Map<?, ?>) Json.parse(answer);
    }

    Map<?, ?> step(String id) {
        return object(invoke(Json.write(Map.of("id", id))));
    }

    Map<?, ?> sweep(List<String> ids) {
        return object(invoke(Json.write(
                Map.of("sweep", ids.stream().map(id -> Map.of("id", id)).toList()))));
    }

    /** A whole run, as the state machine carries it out; answers what cleaning up came to. */
    Map<?, ?> run() {
        List<String> ids = due();
        carryOn(ids);
        return sweep(ids);
    }

    /** Takes steps of all of them, each when it is time, until each ends. */
    void carryOn(List<String> ids) {
        Map<String, Long> waiting = new LinkedHashMap<>();
        ids.forEach(id -> waiting.put(id, 0L));
        Set<String> open = new HashSet<>(ids);
        for (int i = 0; i < 2_000 && !open.isEmpty(); i++) {
            Map<String, Long> next = new HashMap<>();
            for (String id : List.copyOf(open)) {
                Map<?, ?> answer = step(id);
                switch (String.valueOf(answer.get("next"))) {
                    case "AGAIN" -> next.put(id, 0L);
                    case "WAIT" -> next.put(id, ((Number) answer.get("seconds")).longValue());
                    default -> open.remove(id);
                }
            }
            aws.time()
                    .advance(Duration.ofSeconds(next.values().stream()
                            .mapToLong(Long::longValue)
                            .min()
                            .orElse(0)));
        }
        assertThat(open).as("drills without an end").isEmpty();
    }

    DrillRecord record(String id) {
        return store().read(aws.where(), new DrillId(id))
                .success()
                .orElseThrow()
                .orElseThrow()
                .record();
    }

    String invoke(String event) {
        return invoke(event, clients);
    }

    String invoke(String event, AwsClients clients) {
        LoggedContext context = new LoggedContext(
                "arn:%s:lambda:%s:%s:function:pitr-guard-drill"
                        .formatted(
                                aws.where().partition(),
                                aws.where().region(),
                                aws.where().account()),
                Duration.ofMinutes(15),
                "request-" + requests.incrementAndGet());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(lines, true, StandardCharsets.UTF_8);
        Settings settings = settings();
        try {
            Invocations.run(
                    settings,
                    () -> new DrillFunction(new Deployment(settings, clients, aws.time(), printed)),
                    event,
                    answer,
                    context);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            log.append(context.logged());
            lines.toString(StandardCharsets.UTF_8).lines().forEach(metrics::add);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    Settings settings() {
        return new Settings(
                new Policy(
                        "policy.yaml",
                        rules,
                        Limits.STANDARD,
                        Policy.EXEMPT_TAG,
                        Map.of(),
                        RestorePolicy.STANDARD,
                        budget),
                Path.of(""),
                true,
                Optional.of(topic),
                Double.POSITIVE_INFINITY,
                Duration.ofSeconds(10),
                reporting,
                new Settings.LedgerSettings(
                                Optional.of(LEDGER), Duration.ofDays(400), Duration.ofDays(1), FlappingRules.STANDARD)
                        .with(new Settings.Evidence(EVIDENCE, Duration.ofDays(400))),
                new Settings.DriftSettings(Optional.empty(), Duration.ofMinutes(5)),
                DeployedComponents.NONE,
                HubSettings.NONE);
    }

    String topic() {
        return topic;
    }

    /** Returns the subjects of all mails, oldest first. */
    List<String> subjects() {
        return aws.sandbox().topics().published().stream()
                .filter(message -> message.topicArn().equals(topic))
                .map(Published::subject)
                .toList();
    }

    @Override
    public void close() {
        aws.close();
    }

    private static KeySchemaElement hash(String attribute) {
        return KeySchemaElement.builder()
                .attributeName(attribute)
                .keyType(KeyType.HASH)
                .build();
    }
}
