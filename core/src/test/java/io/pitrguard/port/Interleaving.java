package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger.Stored;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Random observations of one table that come in any order, some of them twice, to writers whose reads and writes take
 * turns in any order.
 */
final class Interleaving {
    private static final int WRITERS = 4;
    private static final Pattern LOST =
            Pattern.compile("Nothing between (\\S+) and (\\S+) can be restored any more\\.");

    private final Ledger ledger;
    private final TableRef table;
    private final long seed;
    private final Random random;

    Interleaving(Ledger ledger, TableRef table, long seed) {
        this.ledger = ledger;
        this.table = table;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** One who reads, learns, and writes, until all that it was given is written. */
    private final class Writer {
        private final Deque<Observation> given = new ArrayDeque<>();
        private Optional<Stored> read = Optional.empty();

        void step() {
            if (read.isEmpty()) {
                read = ledger.read(table).success();
                return;
            }
            TableRecord.Learned learned = read.orElseThrow().record().learn(given.element());
            ledger.write(read.orElseThrow(), learned.record(), learned.entries())
                    .success()
                    .orElseThrow()
                    .ifPresent(_ -> given.remove());
            read = Optional.empty();
        }
    }

    /** Plays it, and compares how it ends with how the serial order does. */
    void run() {
        List<Observation> observations = new RandomObservations(table, random).observations();
        TableRecord serial = TableRecord.of(table);
        for (Observation observation : observations) {
            serial = serial.learn(observation).record();
        }
        List<Observation> deliveries = deliveries(observations);

        deliver(deliveries);

        Supplier<String> what = () -> "seed %d: %s".formatted(seed, deliveries);
        Stored stored = ledger.read(table).success().orElseThrow();
        assertThat(stored.version()).as(what).isEqualTo(deliveries.size());
        assertThat(stored.record())
                .as(what)
                .usingRecursiveComparison()
                // What is known of the last attempt is a hint, and that of whoever came last.
                .ignoringFields("lossesRecorded", "lastAttempt", "unnotified")
                .isEqualTo(serial);
        assertTimeline(what, serial, observations);
    }

    private List<Observation> deliveries(List<Observation> observations) {
        List<Observation> deliveries = new ArrayList<>(observations);
        observations.stream().filter(_ -> random.nextInt(4) == 0).forEach(deliveries::add);
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    private void deliver(List<Observation> deliveries) {
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer());
        }
        deliveries.forEach(each -> writers.get(random.nextInt(WRITERS)).given.add(each));
        writers.removeIf(writer -> writer.given.isEmpty());
        while (!writers.isEmpty()) {
            writers.get(random.nextInt(writers.size())).step();
            writers.removeIf(writer -> writer.given.isEmpty());
        }
    }

    private void assertTimeline(Supplier<String> what, TableRecord serial, List<Observation> observations) {
        List<TimelineEntry> timeline = ledger.timeline(table, 1000).success().orElseThrow();
        assertThat(timeline).as(what).doesNotHaveDuplicates();
        assertLosses(what, serial.history().losses(), timeline);
        assertThat(timeline.stream()
                        .filter(entry -> entry.kind() == Kind.REMEDIATED || entry.kind() == Kind.FAILED)
                        .map(TimelineEntry::text))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(observations.stream()
                        .flatMap(observation -> observation.outcome().stream())
                        .map(Outcome::message)
                        .toList());
    }

    /** What is learned late may show that less was lost than was told, but never that more was, and nothing twice. */
    private static void assertLosses(Supplier<String> what, List<Loss> losses, List<TimelineEntry> timeline) {
        List<Loss> recorded = timeline.stream()
                .filter(entry -> entry.kind() == Kind.HISTORY_LOST)
                .map(Interleaving::loss)
                .toList();
        assertThat(losses).as(what).allMatch(loss -> recorded.stream().anyMatch(each -> each.covers(loss)));
        for (Loss one : recorded) {
            assertThat(recorded)
                    .as(what)
                    .filteredOn(other -> one.covers(other) && other.covers(one))
                    .hasSize(1);
        }
    }

    private static Loss loss(TimelineEntry entry) {
        Matcher said = LOST.matcher(entry.text());
        assertThat(said.matches()).as(entry.text()).isTrue();
        return new Loss(Instant.parse(said.group(1)), Instant.parse(said.group(2)), entry.at());
    }
}
