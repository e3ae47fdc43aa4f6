package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls whose payload CloudTrail leaves out: only the event's resources name their tables. */
class DriftPayloadTest {
    private static final String FOREIGN = "arn:aws:dynamodb:eu-west-1:999999999999:table/restored";
    private static final String ELSEWHERE = "arn:aws:dynamodb:us-east-1:123456789012:table/restored";

    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private String arn(String table) {
        return bed.aws.where().table(table).arn();
    }

    private boolean on(String table) {
        return bed.table(table).recovery() instanceof Recovery.Enabled;
    }

    private static String without(String event, @Nullable Object payload, String... resources) {
        Map<Object, @Nullable Object> whole =
                new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(Json.parse(event)));
        Map<Object, @Nullable Object> detail =
                new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(whole.get("detail")));
        detail.put("requestParameters", payload);
        detail.put(
                "resources",
                Arrays.stream(resources)
                        .map(arn -> Map.of("type", "AWS::DynamoDB::Table", "ARN", arn))
                        .toList());
        whole.put("detail", detail);
        return Json.write(whole);
    }

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of((Object) null),
                Arguments.of(Map.of("omitted", true, "originalSize", 120_345, "reason", "too large")),
                Arguments.of("a text"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void looksAtEveryTableOfThisAccountAndRegion(@Nullable Object payload) {
        bed.create("source").enabled(35);
        bed.create("restored").disabled();
        bed.create("unnamed").disabled();
        bed.queue.send(without(
                bed.call("RestoreTableToPointInTime").json(),
                payload,
                FOREIGN,
                arn("source"),
                ELSEWHERE,
                arn("restored")));

        bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(on("restored")).isTrue();
        assertThat(on("unnamed")).isFalse();
        assertThat(bed.log)
                .filteredOn(view -> view.outcome() == DriftView.Outcome.SETTLED)
                .extracting(view -> Objects.requireNonNull(view.call()).table())
                .containsExactlyInAnyOrder("source", "restored");
        assertThat(bed.queue.messages()).isEmpty();
        assertThat(bed.timeline("restored"))
                .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.ACTOR)
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.actor().orElseThrow().who()).isEqualTo("user alice"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void ledgerNamesWhoDisabledRecovery(@Nullable Object payload) {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.queue.send(without(bed.disable("orders").by("bob").json(), payload, FOREIGN, arn("orders")));

        assertThat(bed.deliver()).isEmpty();

        assertThat(on("orders")).isTrue();
        assertThat(bed.record("orders").historyCuts().getFirst().by()).startsWith("user bob");
    }

    /** A backup is named by an ARN below that of its table. */
    @Test
    void looksAtTheTableThatABackupWasRestoredTo() {
        bed.create("source").enabled(35);
        bed.create("restored").disabled();
        bed.queue.send(without(
                bed.call("RestoreTableFromBackup").json(), null, arn("source") + "/backup/01", arn("restored")));

        bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(on("restored")).isTrue();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(bed.alerts("restored")).hasSize(1);
    }

    @Test
    void ignoresACallOnTablesElsewhere() {
        bed.create("restored").disabled();
        bed.queue.send(without(bed.call("RestoreTableToPointInTime").json(), null, FOREIGN, ELSEWHERE));

        assertThat(bed.deliver()).isEmpty();

        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.IGNORED);
        assertThat(on("restored")).isFalse();
    }

    @Test
    void oneTableThatIsNotReadyDoesNotKeepTheOthers() {
        bed.create("slow").disabled().notYetFor(Duration.ofHours(4));
        bed.create("quick").disabled();
        bed.queue.send(without(bed.call("UpdateTable").json(), null, arn("slow"), arn("quick")));

        bed.deliver();

        assertThat(on("quick")).isTrue();
        assertThat(bed.log)
                .extracting(DriftView::outcome)
                .containsExactly(DriftView.Outcome.REQUEUED, DriftView.Outcome.SETTLED);
        bed.deliverFor(Duration.ofHours(3), Duration.ofMinutes(5));
        assertThat(on("slow")).isTrue();
        assertThat(bed.alerts("quick")).hasSize(1);
    }

    /** The replica is in another region, which this function cannot read. */
    @Test
    void saysThatAReplicaIsReadElsewhere() {
        bed.create("orders").enabled(35);
        bed.send(bed.call("UpdateTable")
                .table("orders")
                .with("replicaUpdates", List.of(Map.of("create", Map.of("regionName", "eu-central-1")))));

        assertThat(bed.deliver()).isEmpty();

        DriftView view = bed.log.getLast();
        assertThat(view.outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(Objects.requireNonNull(view.table()).verdict()).hasToString("COMPLIANT");
        assertThat(view.notes())
                .containsExactly(
                        "The call adds a replica in eu-central-1, which has its own recovery setting. Only pitr-guard in eu-central-1 reads it; deploy it there.");
    }
}
