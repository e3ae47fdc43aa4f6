package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.Json;
import io.pitrguard.sandbox.SandboxTables;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/**
 * When a sweep of the organization, on simulated time, reads a table of its last account that drifted: with an aggregator
 * of AWS Config within seconds, without one when its account's turn comes.
 */
class FirstPlacesTest {
    private static final int ACCOUNTS = 60;
    private static final int TABLES = 20;
    private static final int WORKERS = 4;
    private static final double READS_PER_SECOND = 10;
    private static final String DRIFTED = "table-%02d".formatted(TABLES - 1);
    private static final String AGGREGATOR = "organization";

    // What issue 13 asks for.
    private static final Duration SOON = Duration.ofSeconds(15);

    /** The time of all accounts in turns, with so many at once. */
    private static final Duration LATE = Duration.ofSeconds(ACCOUNTS / WORKERS * TABLES / (int) READS_PER_SECOND)
            .multipliedBy(9)
            .dividedBy(10);

    @Test
    void driftOfTheLastAccountIsSeenInTheFirstSeconds() {
        Duration with = seenAfter(Optional.of(AGGREGATOR));
        Duration without = seenAfter(Optional.empty());

        System.out.printf(
                "a drifted table of the last of %d accounts, %d at once: read after %s with an aggregator, %s without%n",
                ACCOUNTS, WORKERS, with, without);
        assertThat(with).isLessThan(SOON);
        assertThat(without).isGreaterThan(LATE);
    }

    private static Duration seenAfter(Optional<String> aggregator) {
        try (HubTestBed hub = new HubTestBed(options ->
                options.withContinuousBackupsPerSecond(READS_PER_SECOND).withStaleReads(0))) {
            seed(hub);
            hub.readsPerSecond = READS_PER_SECOND;
            hub.aggregator = aggregator;
            Instant start = hub.aws.time().instant();
            hub.plan();
            Duration planning = Duration.between(start, hub.aws.time().instant());
            return planning.plus(swept(hub));
        }
    }

    /** All tables were recorded long ago, and one drifted since the last sweep. */
    private static void seed(HubTestBed hub) {
        for (int i = 0; i < ACCOUNTS; i++) {
            hub.member(account(i), "account " + i);
            for (int j = 0; j < TABLES; j++) {
                String name = "table-%02d".formatted(j);
                hub.tables(account(i)).create(name).enabled(35);
                hub.aws.sandbox().config(account(i), "eu-west-1").record(name);
            }
        }
        hub.aws.sandbox().config().aggregator(AGGREGATOR);
        hub.aws.time().advance(Duration.ofDays(7));
        SandboxTables last = hub.tables(account(ACCOUNTS - 1));
        last.get(DRIFTED).disabled();
        hub.aws.sandbox().config(account(ACCOUNTS - 1), "eu-west-1").record(DRIFTED);
    }

    private static String account(int number) {
        return "%012d".formatted(900_000_000_000L + number);
    }

    /** Takes the places as the state machine does: whoever of its workers is free takes the next one. */
    private static Duration swept(HubTestBed hub) {
        PriorityQueue<Duration> free = new PriorityQueue<>(Collections.nCopies(WORKERS, Duration.ZERO));
        String places = hub.bucket
                .text("sweeps/%s/places.json".formatted(HubTestBed.SWEEP))
                .orElseThrow();
        for (Object each : (List<?>) Objects.requireNonNull(Json.parse(places))) {
            Map<?, ?> place = (Map<?, ?>) each;
            Instant begun = hub.aws.time().instant();
            hub.aws.sandbox().calls().clear();
            Map<?, ?> answer = hub.invoke(
                    PlaceFunction::new, Json.write(Map.of("sweep", HubTestBed.SWEEP, "call", 1, "place", place)));
            assertThat(answer.get("more")).isEqualTo(false);
            Duration start = Objects.requireNonNull(free.poll());
            if (account(ACCOUNTS - 1).equals(place.get("account"))) {
                return start.plus(Duration.between(begun, readAt(hub)));
            }
            free.add(start.plus(Duration.between(begun, hub.aws.time().instant())));
        }
        throw new AssertionError("the last account is in no plan");
    }

    private static Instant readAt(HubTestBed hub) {
        return hub.aws.sandbox().calls().all().stream()
                .filter(call -> call.operation().equals(ConfigRuleTestBed.READ) && DRIFTED.equals(call.table()))
                .map(Call::at)
                .findFirst()
                .orElseThrow();
    }
}
