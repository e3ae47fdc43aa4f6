package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Flapping;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Ledger.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What stands in the ledger's table, and what becomes of items that say something else. */
class LedgerItemsTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final String RECORD = "FLEET#aws#123456789012#eu-west-1 / TABLE#orders";
    private static final LastObservation SEEN = new LastObservation(
            AT,
            Trigger.SWEEP,
            VerdictKind.NON_COMPLIANT,
            new TreeMap<>(Map.of(FindingKind.PERIOD_TOO_SHORT, "The recovery period is 7 days.")),
            "",
            new LastObservation.Recovery(
                    LastObservation.Status.ENABLED,
                    OptionalInt.of(7),
                    Optional.of(AT.minusSeconds(60)),
                    Optional.of(AT.minusSeconds(30))),
            new TreeMap<>(),
            new LastObservation.Details(Optional.of("critical"), OptionalLong.of(4_096)));
    private static final TimelineEntry ENTRY = new TimelineEntry(
            AT,
            TimelineEntry.Kind.OPENED,
            Trigger.DRIFT,
            "It is off.",
            Optional.of(new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-1")),
            Optional.of("id-1"),
            Optional.of(FindingKind.RECOVERY_DISABLED));

    private final String table = LocalDynamoDb.ledger();
    private final Ledger ledger =
            new DynamoDbLedger(LocalDynamoDb.client(), table, Duration.ofDays(40_000), new SettableTime());

    @BeforeEach
    void write() {
        TableRecord record = new TableRecord(
                ORDERS,
                Optional.of(new Identity("id-1", AT, false)),
                Optional.of(SEEN),
                Optional.of(SEEN),
                new RecoveryHistory(List.of(
                        new Point(AT.minusSeconds(1), Optional.empty()),
                        new Point(AT, Optional.of(new Point.Window(AT.minusSeconds(60), OptionalInt.of(7)))))),
                List.of(new Loss(AT.minusSeconds(3600), AT.minusSeconds(60), AT)),
                Optional.of(AT),
                new NotifiedState<>(new TreeSet<>(List.of(FindingKind.PERIOD_TOO_SHORT)), Optional.of(AT)),
                new Flapping(
                        Optional.of(AT),
                        List.of(new Flapping.Disable(AT.minusSeconds(30), AT.minusSeconds(20), ENTRY.actor()))),
                List.of(HistoryCut.disabling(AT.minusSeconds(20), "user ann")),
                List.of(
                        new RunMarker(AT, "run-1", RunMarker.Change.ENABLING, true),
                        new RunMarker(AT, "sweep-1", RunMarker.Change.NONE, true, RunMarker.Span.SWEEP)
                                .leaving(new TreeSet<>(List.of(FindingKind.PERIOD_TOO_SHORT)))),
                Optional.empty(),
                List.of());
        ledger.write(Stored.nothing(ORDERS), record, List.of(ENTRY));
    }

    @Test
    void recordCanBeReadByPeople() {
        Map<String, AttributeValue> seen = new HashMap<>(Map.of(
                "at", text("2026-11-22T10:00:00Z"),
                "trigger", text("SWEEP"),
                "verdict", text("NON_COMPLIANT"),
                "violations", AttributeValue.fromM(Map.of("PeriodTooShort", text("The recovery period is 7 days."))),
                "reason", text(""),
                "recovery", text("ENABLED"),
                "period", AttributeValue.fromN("7"),
                "earliest", text("2026-11-22T09:59:00Z"),
                "latest", text("2026-11-22T09:59:30Z")));
        seen.putAll(Map.of("rule", text("critical"), "size", AttributeValue.fromN("4096")));
        Map<String, AttributeValue> expected = new HashMap<>(seen);
        expected.putAll(Map.of(
                "pk", text("FLEET#aws#123456789012#eu-west-1"),
                "sk", text("TABLE#orders"),
                "format", AttributeValue.fromN("2"),
                "version", AttributeValue.fromN("1"),
                "tableId", text("id-1"),
                "tableSince", text("2026-11-22T10:00:00Z"),
                "successor", AttributeValue.fromBool(false),
                "lastUnreadable", AttributeValue.fromM(seen)));
        expected.putAll(Map.of(
                "lossesAcknowledgedUntil", text("2026-11-22T10:00:00Z"),
                "notified", AttributeValue.fromL(List.of(text("PeriodTooShort"))),
                "notifiedAt", text("2026-11-22T10:00:00Z"),
                "lossesRecorded",
                        AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of(
                                "from", text("2026-11-22T09:00:00Z"),
                                "to", text("2026-11-22T09:59:00Z"),
                                "noticedAt", text("2026-11-22T10:00:00Z"))))),
                "points",
                        AttributeValue.fromL(List.of(
                                AttributeValue.fromM(Map.of(
                                        "at", text("2026-11-22T09:59:59Z"), "on", AttributeValue.fromBool(false))),
                                AttributeValue.fromM(Map.of(
                                        "at", text("2026-11-22T10:00:00Z"),
                                        "on", AttributeValue.fromBool(true),
                                        "earliest", text("2026-11-22T09:59:00Z"),
                                        "period", AttributeValue.fromN("7")))))));
        expected.putAll(Map.of(
                "enabledAt",
                text("2026-11-22T10:00:00Z"),
                "disables",
                AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of(
                        "enabledAt",
                        text("2026-11-22T09:59:30Z"),
                        "at",
                        text("2026-11-22T09:59:40Z"),
                        "actor",
                        AttributeValue.fromM(Map.of(
                                "who", text("role/admin"),
                                "from", text("192.0.2.1"),
                                "with", text("AWS CLI"),
                                "requestId", text("r-1"))))))),
                "historyCuts",
                AttributeValue.fromL(List.of(
                        AttributeValue.fromM(Map.of("at", text("2026-11-22T09:59:40Z"), "by", text("user ann"))))),
                "runs",
                AttributeValue.fromL(List.of(
                        AttributeValue.fromM(Map.of(
                                "at",
                                text("2026-11-22T10:00:00Z"),
                                "run",
                                text("run-1"),
                                "change",
                                text("ENABLING"),
                                "recorded",
                                AttributeValue.fromBool(true))),
                        AttributeValue.fromM(Map.of(
                                "at", text("2026-11-22T10:00:00Z"),
                                "run", text("sweep-1"),
                                "change", text("NONE"),
                                "recorded", AttributeValue.fromBool(true),
                                "span", text("SWEEP"),
                                "open", AttributeValue.fromL(List.of(text("PeriodTooShort"))))))),
                "unnotified",
                AttributeValue.fromL(List.of())));

        assertThat(record()).isEqualTo(expected);
    }

    @Test
    void entryCanBeReadByPeopleAndExpires() {
        Map<String, AttributeValue> item = entry();

        assertThat(item.get("sk").s()).matches("2026-11-22T10:00:00\\.000000000Z#OPENED#[0-9a-f]{12}");
        assertThat(item)
                .containsEntry("pk", text("TIMELINE#arn:aws:dynamodb:eu-west-1:123456789012:table/orders"))
                .containsEntry("format", AttributeValue.fromN("2"))
                .containsEntry("at", text("2026-11-22T10:00:00Z"))
                .containsEntry("kind", text("OPENED"))
                .containsEntry("trigger", text("DRIFT"))
                .containsEntry("text", text("It is off."))
                .containsEntry("tableId", text("id-1"))
                .containsEntry("finding", text("RecoveryDisabled"))
                .containsEntry(
                        "actor",
                        AttributeValue.fromM(Map.of(
                                "who", text("role/admin"),
                                "from", text("192.0.2.1"),
                                "with", text("AWS CLI"),
                                "requestId", text("r-1"))))
                .containsEntry(
                        "expires",
                        AttributeValue.fromN(
                                Long.toString(AT.plus(Duration.ofDays(40_000)).getEpochSecond())))
                .hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format",
                "version",
                "tableId",
                "tableSince",
                "successor",
                "at",
                "trigger",
                "verdict",
                "violations",
                "reason",
                "recovery",
                "points",
                "lossesRecorded",
                "notified"
            })
    void namesWhatARecordLacks(String name) {
        Map<String, AttributeValue> item = record();
        item.remove(name);
        put(item);

        assertNotUnderstood("its attribute '" + name + "' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"period", "earliest", "latest", "lastUnreadable", "lossesAcknowledgedUntil", "notifiedAt"})
    void readsARecordWithoutOptionalAttributes(String name) {
        Map<String, AttributeValue> item = record();
        item.remove(name);
        put(item);

        assertThat(ledger.read(ORDERS)).isInstanceOf(Result.Success.class);
    }

    @ParameterizedTest
    @CsvSource({
        "format, a whole number",
        "version, a whole number",
        "tableId, a string",
        "tableSince, a time",
        "successor, a boolean",
        "at, a time",
        "trigger, 'one of [SWEEP, CONFIG_RULE, DRIFT, PERSON]'",
        "verdict, 'one of [COMPLIANT, NON_COMPLIANT, EXEMPT, NOT_APPLICABLE, UNDETERMINED]'",
        "violations, a map",
        "reason, a string",
        "recovery, 'one of [ENABLED, DISABLED, GONE, UNREADABLE]'",
        "period, a whole number",
        "earliest, a time",
        "latest, a time",
        "lastUnreadable, a map",
        "points, a list",
        "lossesRecorded, a list",
        "lossesAcknowledgedUntil, a time",
        "notified, a list",
        "notifiedAt, a time"
    })
    void namesAttributesOfAnotherTypeInARecord(String name, String type) {
        Map<String, AttributeValue> item = record();
        item.put(name, AttributeValue.fromSs(List.of("x")));
        put(item);

        assertNotUnderstood("its attribute '" + name + "' is not " + type);
    }

    @Test
    void namesTheProblemInsideAnAttribute() {
        change("points", AttributeValue.fromL(List.of(text("x"))));
        assertNotUnderstood("its attribute 'points[0]' is not a map");

        change("points", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("at", text("yesterday"))))));
        assertNotUnderstood("its attribute 'points[0].at' is not a time");

        change("points", AttributeValue.fromL(List.of()));
        change("notified", AttributeValue.fromL(List.of(text("x"), AttributeValue.fromN("1"))));
        assertNotUnderstood("its attribute 'notified[1]' is not a string");

        change("notified", AttributeValue.fromL(List.of()));
        change("lastUnreadable", AttributeValue.fromM(Map.of("at", text(AT.toString()))));
        assertNotUnderstood("its attribute 'lastUnreadable.trigger' is missing");

        change("lastUnreadable", record().get("violations"));
        assertNotUnderstood("its attribute 'lastUnreadable.at' is missing");
    }

    @Test
    void tellsOfValuesThatAreNone() {
        change("trigger", text("MOON"));
        assertNotUnderstood("its attribute 'trigger' is not one of [SWEEP, CONFIG_RULE, DRIFT, PERSON]");

        change("trigger", text("SWEEP"));
        change("period", AttributeValue.fromN("1.5"));
        assertNotUnderstood("its attribute 'period' is not a whole number");

        change("period", AttributeValue.fromN("99999999999"));
        assertNotUnderstood("its attribute 'period' is not a whole number");
    }

    @Test
    void tellsThatAVerdictIsFromANewerVersion() {
        change("verdict", text("BLESSED"));

        assertNotUnderstood("its attribute 'verdict' is not one of [COMPLIANT, ");
    }

    @Test
    void keepsTheRecordWithoutFindingsOfANewerVersion() {
        change("notified", AttributeValue.fromL(List.of(text("PeriodTooShort"), text("Blessed"))));
        change(
                "violations",
                AttributeValue.fromM(Map.of("Blessed", text("It is."), "HistoryLost", text("It is lost."))));

        TableRecord record = ledger.read(ORDERS).success().orElseThrow().record();

        assertThat(record.notified().open()).containsExactly(FindingKind.PERIOD_TOO_SHORT);
        assertThat(record.lastObservation().orElseThrow().violations())
                .isEqualTo(Map.of(FindingKind.HISTORY_LOST, "It is lost."));
        assertThat(record.identity()).isPresent();
    }

    /** What a run leaves open that only a newer version finds, this one does not find open. */
    @Test
    void readsAMarkerWithoutFindingsOfANewerVersion() {
        Map<String, AttributeValue> marker =
                new HashMap<>(record().get("runs").l().getLast().m());
        marker.put("open", AttributeValue.fromL(List.of(text("Blessed"), text("PeriodTooShort"))));
        change("runs", AttributeValue.fromL(List.of(AttributeValue.fromM(marker))));
        assertThat(ledger.read(ORDERS).success().orElseThrow().record().runMarkers())
                .singleElement()
                .extracting(RunMarker::open)
                .isEqualTo(Optional.of(new TreeSet<>(List.of(FindingKind.PERIOD_TOO_SHORT))));

        marker.remove("open");
        change("runs", AttributeValue.fromL(List.of(AttributeValue.fromM(marker))));
        assertThat(ledger.read(ORDERS).success().orElseThrow().record().runMarkers())
                .as("an earlier version wrote it")
                .singleElement()
                .extracting(RunMarker::open)
                .isEqualTo(Optional.empty());

        marker.put("open", text("PeriodTooShort"));
        change("runs", AttributeValue.fromL(List.of(AttributeValue.fromM(marker))));
        assertNotUnderstood("its attribute 'runs[0].open' is not a list");
    }

    @Test
    void findingsOfANewerVersionSurviveWhatThisOneWrites() {
        change("notified", AttributeValue.fromL(List.of(text("PeriodTooShort"), text("Blessed"))));
        change("violations", AttributeValue.fromM(Map.of("Blessed", text("It is."))));
        Stored before = ledger.read(ORDERS).success().orElseThrow();
        LastObservation fine = new LastObservation(
                AT.plusSeconds(60), Trigger.SWEEP, VerdictKind.COMPLIANT, new TreeMap<>(), "", SEEN.recovery());
        Observation observation = new Observation(
                ORDERS,
                Optional.of("id-1"),
                Optional.empty(),
                fine,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TableRecord.Learned learned = before.record().learn(observation);
        NotifiedState<FindingKind> notified = learned.record().notified();

        assertThat(learned.entries()).as("nothing is known to be resolved").isEmpty();
        assertThat(notified.notification(new TreeSet<>(), AT, Duration.ofDays(1))
                        .resolved())
                .containsExactly(FindingKind.PERIOD_TOO_SHORT);
        ledger.write(before, learned.record().notified(notified.with(new TreeSet<>(), AT.plusSeconds(60))), List.of());

        assertThat(record())
                .containsEntry("verdict", text("COMPLIANT"))
                .containsEntry("notified", AttributeValue.fromL(List.of(text("Blessed"))))
                .containsEntry("violations", AttributeValue.fromM(Map.of("Blessed", text("It is."))));
    }

    @Test
    void tellsOfASizeBelowZero() {
        change("size", AttributeValue.fromN("-1"));

        assertNotUnderstood("its attribute 'size' is negative");
    }

    @Test
    void tellsOfALossThatHasNoLength() {
        change(
                "lossesRecorded",
                AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of(
                        "from", text(AT.toString()), "to", text(AT.toString()), "noticedAt", text(AT.toString()))))));

        assertNotUnderstood("its attribute 'lossesRecorded[0].to' is not after its beginning");
    }

    @Test
    void reportsARecordFromANewerVersion() {
        change("format", AttributeValue.fromN("3"));

        assertNotUnderstood("its attribute 'format' is 3, and this version of pitr-guard knows only 2");
    }

    @Test
    void namesTheFormatOfAnItemFromBeforeTheNamesChanged() {
        put(ofFormat1(LedgerKeys.record(ORDERS)));
        assertNotUnderstood("its attribute 'format' is 1, and this version of pitr-guard knows only 2");

        put(ofFormat1(LedgerKeys.entry(ORDERS, ENTRY)));
        assertUnreadableEntry("its attribute 'format' is 1, and this version of pitr-guard knows only 2");
    }

    @Test
    void oneUnreadableRecordDoesNotKeepTheOthersFromBeingRead() {
        TableRef users = ORDERS.where().table("users");
        ledger.write(Stored.nothing(users), TableRecord.of(users), List.of());
        change("format", AttributeValue.fromN("3"));

        assertThat(ledger.readAll(ORDERS.where()).success().orElseThrow().records())
                .containsOnly(
                        Map.entry(ORDERS, Stored.notUnderstood(ORDERS)),
                        Map.entry(users, new Stored(TableRecord.of(users), 1)));
        assertThat(ledger.write(Stored.notUnderstood(ORDERS), TableRecord.of(ORDERS), List.of()))
                .as("nobody writes over it")
                .isEqualTo(new Result.Success<>(Optional.empty()));
        assertNotUnderstood(ledger.read(ORDERS), "item " + RECORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void timeThatCannotBeCalculatedWithIsNone(String time) {
        change("notifiedAt", text(time));
        assertNotUnderstood("its attribute 'notifiedAt' is not a time");
    }

    @Test
    void entryOfAnEarlierVersionNamesNoFindingAndOneOfALaterVersionAnUnknownOne() {
        Map<String, AttributeValue> earlier = entry();
        earlier.remove("finding");
        put(earlier);
        assertThat(findings()).containsExactly(Optional.empty());

        Map<String, AttributeValue> later = entry();
        later.put("finding", text("FoundLater"));
        put(later);
        assertThat(findings()).containsExactly(Optional.empty());
    }

    private List<Optional<FindingKind>> findings() {
        return ledger.timeline(ORDERS, 10).success().orElseThrow().stream()
                .map(TimelineEntry::finding)
                .toList();
    }

    @Test
    void entryWithoutATimeInItsKeyComesFirst() {
        Map<String, AttributeValue> item = entry();
        item.put("sk", text("SOMETHING"));
        item.remove("at");
        put(item);

        assertThat(ledger.timeline(ORDERS, 10).success().orElseThrow())
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.UNREADABLE, ENTRY.kind());
    }

    @Test
    void skipsItemsThatAreNoRecords() {
        Map<String, AttributeValue> item = record();
        item.put("sk", text("SOMETHING#ELSE"));
        put(item);

        assertThat(ledger.readAll(ORDERS.where()).success().orElseThrow().records())
                .containsOnlyKeys(ORDERS);
    }

    @Test
    void reportsARecordOfNoTable() {
        Map<String, AttributeValue> item = record();
        item.put("sk", text("TABLE#"));
        put(item);

        Ledger.Fleet fleet = ledger.readAll(ORDERS.where()).success().orElseThrow();
        assertThat(fleet.records()).containsOnlyKeys(ORDERS);
        assertThat(fleet.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("its attribute 'sk' names no table", "Repair or delete that item"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "at", "kind", "trigger", "text"})
    void namesWhatAnEntryLacks(String name) {
        Map<String, AttributeValue> item = entry();
        item.remove(name);
        put(item);

        assertUnreadableEntry("The ledger's item %s / %s cannot be understood: its attribute '%s' is missing."
                .formatted(item.get("pk").s(), item.get("sk").s(), name));
    }

    @Test
    void tellsThatAnEntryIsOfANewKind() {
        Map<String, AttributeValue> item = entry();
        item.put("kind", text("BLESSED"));
        put(item);

        assertUnreadableEntry("its attribute 'kind' is not one of [ACTOR, ");
    }

    private Map<String, AttributeValue> record() {
        return item(LedgerKeys.record(ORDERS));
    }

    private Map<String, AttributeValue> entry() {
        return item(LedgerKeys.entry(ORDERS, ENTRY));
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return new HashMap<>(
                LocalDynamoDb.client().getItem(b -> b.tableName(table).key(key)).item());
    }

    private void change(String name, AttributeValue value) {
        Map<String, AttributeValue> item = record();
        item.put(name, value);
        put(item);
    }

    /** Gives an item whose attributes have the names of format 1. */
    private static Map<String, AttributeValue> ofFormat1(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("format", AttributeValue.fromN("1"));
        item.put("told", AttributeValue.fromL(List.of(text("RecoveryDisabled"))));
        return item;
    }

    private void put(Map<String, AttributeValue> item) {
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));
    }

    private void assertUnreadableEntry(String what) {
        assertThat(ledger.timeline(ORDERS, 10).success().orElseThrow())
                .singleElement()
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo(TimelineEntry.Kind.UNREADABLE))
                .satisfies(entry -> assertThat(entry.at()).isEqualTo(ENTRY.at()))
                .satisfies(entry -> assertThat(entry.text()).contains(what));
    }

    private void assertNotUnderstood(String what) {
        assertNotUnderstood(ledger.read(ORDERS), "The ledger's item " + RECORD + " cannot be understood: " + what);
    }

    private static void assertNotUnderstood(Result<?> answer, String what) {
        assertThat(answer).isInstanceOfSatisfying(Result.Failure.class, failed -> {
            assertThat(failed.cause().kind()).isEqualTo(Cause.Kind.REFUSED);
            assertThat(failed.cause().message()).contains(what);
        });
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
