package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.notify.Message;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.BusEvent;
import io.pitrguard.port.EndedDrills;
import io.pitrguard.report.DrillAlert;
import io.pitrguard.report.DrillEndViews;
import io.pitrguard.report.EventKind;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.PutEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What other systems are told where people get a mail: events in {@code src/test/events}, each one of docs/events/, and chat
 * messages in {@code src/test/chat}. {@code -Dpitrguard.snapshots=write} rewrites them.
 */
class OutputsTest {
    private static final Path FOLDER = Path.of("src", "test", "events");
    private static final Path CHAT = Path.of("src", "test", "chat");
    private static final Path SCHEMAS = Path.of("..", "docs", "events");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MailsTest mails = new MailsTest();

    @AfterEach
    void close() {
        mails.close();
    }

    static Stream<Arguments> mails() {
        return Stream.concat(MailsTest.mails(), Stream.of(Arguments.of("sweep-exemption-ending", (Consumer<MailsTest>)
                OutputsTest::exemptionEnding)));
    }

    private static void exemptionEnding(MailsTest mails) {
        mails.bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: load, exempt: { reason: load test, owner: perf, until: 2026-11-29 } }]
                """);
        for (String table : List.of("load-1", "load-2")) {
            mails.bed.create(table).enabled(35).sizeBytes(25L << 30);
        }
        mails.bed.sweep();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void everyMailHasEvents(String name, Consumer<MailsTest> story) throws IOException {
        story.accept(mails);

        List<PutEvent> events = events();
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.source()).isEqualTo("pitr-guard");
            assertThat(event.bus()).isEqualTo("default");
            assertThat(problems(kind(event), JSON.readTree(event.detail()))).isEmpty();
        });
        isReviewed(FOLDER.resolve(name + ".json"), golden(events));
    }

    static Stream<Arguments> drills() {
        return Stream.of(
                Arguments.of("drill-passed", EndedDrills.passed()),
                Arguments.of("drill-failed", EndedDrills.failed()),
                Arguments.of("drill-not-proven", EndedDrills.aborted()),
                Arguments.of("drill-left", EndedDrills.left()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drills")
    void everyDrillHasAnEvent(String name, DrillRecord drill) throws IOException {
        BusEvent event = DrillAlert.event(DrillEndViews.of(drill, false));
        PutEvent put = new PutEvent("default", BusEvent.SOURCE, event.detailType(), event.detail(), event.resources());

        assertThat(problems(kind(put), JSON.readTree(event.detail()))).isEmpty();
        isReviewed(FOLDER.resolve(name + ".json"), golden(List.of(put)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drills")
    void everyMailOfADrillHasAChatMessage(String name, DrillRecord drill) throws IOException {
        Optional<Message> message = DrillAlert.of(DrillEndViews.of(drill, false), AnyDrill.AT);

        assertThat(message.isPresent()).isNotEqualTo(name.equals("drill-passed"));
        if (message.isPresent()) {
            JsonNode text = JSON.readTree(
                    message.get().announcement().chat().orElseThrow().message());
            JsonNode chat = JSON.readTree(text.get("default").asText());
            ChatRules.check(chat);
            isReviewed(CHAT.resolve(name + ".json"), same(chat.toPrettyString()) + "\n");
        }
    }

    /** One story denies the second message that is published, which is the chat's. */
    static Stream<Arguments> chats() {
        return mails().filter(story -> !story.get()[0].equals("sweep-organization-owner"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chats")
    void everyMailHasAChatMessage(String name, Consumer<MailsTest> story) throws IOException {
        mails.bed.reporting = AllOutputs.in(mails.bed.aws.sandbox());
        mails.hub.hub.reporting = AllOutputs.in(mails.hub.hub.aws.sandbox());
        story.accept(mails);

        List<Published> all = published();
        List<Published> chats = all.stream().filter(OutputsTest::isChat).toList();
        assertThat(chats)
                .isNotEmpty()
                .hasSameSizeAs(all.stream().filter(mail -> !isChat(mail)).toList());
        for (Published chat : chats) {
            JsonNode text = JSON.readTree(chat.message());
            assertThat(text.size()).isEqualTo(1);
            ChatRules.check(JSON.readTree(text.get("default").asText()));
        }
        JsonNode last = JSON.readTree(
                JSON.readTree(chats.getLast().message()).get("default").asText());
        isReviewed(CHAT.resolve(name + ".json"), same(last.toPrettyString()) + "\n");
    }

    private List<Published> published() {
        List<Published> ofHub = mails.hub.mails();
        return ofHub.isEmpty() ? mails.bed.mails() : ofHub;
    }

    private static boolean isChat(Published message) {
        return message.topicArn().endsWith(":chat");
    }

    private static void isReviewed(Path file, String text) throws IOException {
        if ("write".equals(System.getProperty("pitrguard.snapshots"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("%s: read it as its reader would, then write it: -Dpitrguard.snapshots=write", file)
                .isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRuleOfAwsConfigTellsThemToo(boolean remediates) {
        try (ConfigRuleTestBed rule = new ConfigRuleTestBed()) {
            rule.policy = remediates ? ConfigRuleTestBed.REMEDIATE : rule.policy;
            rule.reporting = AllOutputs.in(rule.sandbox());
            rule.create("orders").disabled();

            rule.invoke(rule.scheduled());

            assertThat(rule.sandbox().events())
                    .extracting(PutEvent::detailType)
                    .contains(EventKind.DIGEST.detailType());
            assertThat(rule.sandbox().topics().published())
                    .filteredOn(OutputsTest::isChat)
                    .hasSize(1);
        }
    }

    @Test
    void countsWhatFailedAndMailsAllTheSame() throws IOException {
        try (SweepTestBed sweep = new SweepTestBed()) {
            sweep.aws.sandbox().tables().create("orders").disabled();
            sweep.aws.sandbox().faults().add(Fault.on("PutEvents", Effect.DENIED));

            sweep.handle(SweepTestBed.HOURLY);

            assertThat(sweep.mails()).hasSize(1);
            assertThat(sweep.metricLines()).contains("\"FailedEvents\":2", "events:PutEvents");
        }
    }

    @Test
    void everyKindHasASchemaThatAnEventOfItAlonePasses() throws IOException {
        Set<EventKind> seen = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                for (JsonNode event : JSON.readTree(file.toFile())) {
                    seen.add(kind(event.get("detail-type").asText()));
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(EventKind.values());
    }

    @Test
    void everySchemaIsOfAKind() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".schema.json"))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("definitions.schema.json"),
                                    Arrays.stream(EventKind.values()).map(EventKind::schema))
                            .toList());
        }
    }

    private List<PutEvent> events() {
        List<PutEvent> ofHub = mails.hub.events();
        return ofHub.isEmpty() ? mails.bed.aws.sandbox().events() : ofHub;
    }

    private static String golden(List<PutEvent> events) throws IOException {
        String all = events.stream().map(OutputsTest::envelope).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        return same(JSON.readTree(all).toPrettyString()) + "\n";
    }

    private static String same(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "11111111-2222-3333-4444-555555555555");
    }

    private static String envelope(PutEvent event) {
        try {
            ObjectNode node = JSON.createObjectNode()
                    .put("source", event.source())
                    .put("detail-type", event.detailType())
                    .putPOJO("resources", event.resources());
            node.set("detail", JSON.readTree(event.detail()));
            return node.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventKind kind(PutEvent event) {
        return kind(event.detailType());
    }

    private static EventKind kind(String detailType) {
        return Arrays.stream(EventKind.values())
                .filter(kind -> kind.detailType().equals(detailType))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no kind: " + detailType));
    }

    /** Consumers ignore fields that they do not know; here each must be in the schema. */
    private static Set<String> problems(EventKind kind, JsonNode detail) throws IOException {
        return schema(kind).validate(detail).stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static JsonSchema schema(EventKind kind) throws IOException {
        JsonNode schema = JSON.readTree(SCHEMAS.resolve(kind.schema()).toFile());
        JsonNode definitions =
                JSON.readTree(SCHEMAS.resolve("definitions.schema.json").toFile());
        String whole = schema.toString().replace("definitions.schema.json#", "#");
        ObjectNode one = (ObjectNode) JSON.readTree(whole);
        one.set("$defs", definitions.get("$defs"));
        close(one);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        one.toString(),
                        SchemaValidatorsConfig.builder().locale(Locale.ROOT).build());
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("required").isArray()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(OutputsTest::close);
    }
}
