package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real events with fields of odd types: who called is decoration, the table is the point. */
class BrokenEventTest {
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");

    /** Without these nobody knows which call on which table it was; a call that failed or adds no replica is none. */
    private static final Set<String> STRICT =
            Set.of("eventName", "awsRegion", "recipientAccountId", "errorCode", "replicaUpdates");

    private static final List<@Nullable Object> ODD = Arrays.asList(
            null,
            7L,
            -1.5,
            1e300,
            true,
            "",
            "a text",
            "\u202e\n".repeat(300),
            List.of(),
            List.of("a", 1L),
            Arrays.asList((Object) null),
            Map.of(),
            Map.of("omitted", "perhaps"),
            Map.of("a", List.of(Map.of("b", 1L))));

    private static Map<Object, @Nullable Object> copy(@Nullable Object object) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(object)).forEach((name, value) -> copy.put(name, copyOf(value)));
        return copy;
    }

    private static @Nullable Object copyOf(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(map);
            case List<?> list ->
                new ArrayList<>(list.stream().map(BrokenEventTest::copyOf).toList());
            case null, default -> value;
        };
    }

    private static Map<Object, @Nullable Object> event(String file) {
        return copy(Json.parse(TableCallTest.bodies(file).getFirst()));
    }

    private static TableCall parse(Map<Object, @Nullable Object> event) {
        return TableCall.parse(Json.write(event), new CallPlaces.Only(HERE), RECEIVED)
                .orElseThrow();
    }

    /** Every place in an object where a value can be put, by the object that holds it. */
    private record Spot(Map<Object, @Nullable Object> in, Object name) {}

    private static List<Spot> spots(Map<Object, @Nullable Object> object) {
        List<Spot> spots = new ArrayList<>();
        object.forEach((name, value) -> {
            if (!STRICT.contains(name)) {
                spots.add(new Spot(object, name));
                spots.addAll(inside(value));
            }
        });
        return spots;
    }

    @SuppressWarnings("unchecked") // copies are made of such maps
    private static List<Spot> inside(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> spots((Map<Object, @Nullable Object>) map);
            case List<?> list ->
                list.stream().flatMap(each -> inside(each).stream()).toList();
            case null, default -> List.of();
        };
    }

    private static int spots(String file) {
        return spots(copy(event(file).get("detail"))).size();
    }

    @ParameterizedTest
    @CsvSource({
        "recovery-disabled-console.json, orders",
        "recovery-disabled-cli.json, orders",
        "recovery-disabled-cloudformation.json, orders",
        "recovery-disabled-terraform.json, orders",
        "recovery-disabled-table-arn.json, orders",
        "own-call.json, orders",
        "create-table.json, orders",
        "restore-to-point-in-time.json, orders-restored",
        "restore-from-backup.json, orders-from-backup",
        "restore-from-aws-backup.json, orders-from-aws-backup",
        "import-table.json, orders-imported",
        "delete-table.json, orders",
        "update-table-adds-replica.json, orders"
    })
    void neverLosesTheTableByOneFieldOfAnOddType(String file, String table) {
        for (int i = 0; i < spots(file); i++) {
            for (Object odd : ODD) {
                Map<Object, @Nullable Object> event = event(file);
                Map<Object, @Nullable Object> detail = copy(event.get("detail"));
                event.put("detail", detail);
                Spot spot = spots(detail).get(i);
                spot.in().put(spot.name(), odd);

                TableCall call = parse(event);

                assertThat(call.tables()).as("%s = %s", spot.name(), odd).contains(HERE.table(table));
                assertThat(call.call().at()).isBefore(RECEIVED.plusSeconds(1));
                assertThat(call.call().actor().who()).isNotBlank().doesNotContain("\n", "\u202e");
            }
        }
    }

    /** Everything but the request's table breaks at once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverLosesTheTableByManyFieldsOfOddTypes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Map<Object, @Nullable Object> event = event("recovery-disabled-console.json");
            Map<Object, @Nullable Object> detail = copy(event.get("detail"));
            event.put("detail", detail);
            for (Spot spot : spots(detail)) {
                if (!Set.of("requestParameters", "tableName").contains(spot.name()) && random.nextBoolean()) {
                    spot.in().put(spot.name(), ODD.get(random.nextInt(ODD.size())));
                }
            }

            assertThat(parse(event).tables()).containsExactly(HERE.table("orders"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventName", "awsRegion", "recipientAccountId"})
    void refusesAnEventThatDoesNotSayWhichCallItWas(String name) {
        Map<Object, @Nullable Object> event = event("recovery-disabled-cli.json");
        Map<Object, @Nullable Object> detail = copy(event.get("detail"));
        event.put("detail", detail);
        detail.put(name, 7L);

        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> parse(event))
                .withMessageContaining(name);
    }

    @Test
    void reactsAndNotesWhatItIgnored() {
        try (DriftTestBed bed = new DriftTestBed()) {
            bed.create("orders").enabled(35);
            bed.sweep();
            Map<Object, @Nullable Object> event =
                    copy(Json.parse(bed.disable("orders").json()));
            Map<Object, @Nullable Object> detail = copy(event.get("detail"));
            event.put("detail", detail);
            detail.put("requestID", 12_345L);
            detail.put("userIdentity", List.of("alice"));
            detail.put("errorCode", Map.of());
            bed.queue.send(Json.write(event));

            assertThat(bed.deliver()).isEmpty();

            DriftView view = bed.log.getLast();
            assertThat(view.outcome()).isEqualTo(DriftView.Outcome.SETTLED);
            assertThat(view.notes())
                    .containsExactlyInAnyOrder(
                            "The message.detail.errorCode is not a text, so it is ignored.",
                            "The message.detail.userIdentity is not an object, so it is ignored.",
                            "The message.detail.requestID is not a text, so it is ignored.");
            assertThat(bed.mails()).hasSize(1);
            assertThat(DriftTestBed.mail(bed.mails().getFirst())).contains("userIdentity is not an object", "unknown");
        }
    }
}
