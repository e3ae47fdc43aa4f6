package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.rotation.CarriedTable;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryRecordedHints;
import io.pitrguard.port.InMemoryShareTimes;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Days of sweeps with random faults, drift, interruptions and tables that come and go: no table goes without a read for
 * longer than the limit and one interval, what something points to is read at once, and nothing is carried that was not
 * compliant when it was last read.
 */
@Timeout(120)
class RotationLawsTest {
    private static final Policy POLICY = Policy.BUILT_IN;
    private static final Cause FAULT = new Cause(Cause.Kind.THROTTLED, "AWS throttled it.");

    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final InMemoryShareTimes store = new InMemoryShareTimes();
    private final InMemoryRecordedHints hints = new InMemoryRecordedHints();

    private final Map<String, Instant> existsSince = new TreeMap<>();
    private final Map<String, Instant> readAt = new HashMap<>();
    private final Map<String, Verdict> judged = new HashMap<>();
    private final Set<String> pointedTo = new HashSet<>();
    private Random random = new Random(0);
    private int created;
    private int carried;

    /** What goes wrong in one sweep. */
    private enum Trouble {
        NOTHING,
        SOME_READS_FAIL,
        LEDGER_FAILS,
        LEDGER_FAILS_MEANWHILE,
        TIMES_UNREADABLE,
        TIMES_UNWRITABLE,
        HINTS_FAIL,
        KILLED,
        LIST_FAILS
    }

    private Trouble trouble() {
        return random.nextInt(4) > 0 ? Trouble.NOTHING : Trouble.values()[random.nextInt(Trouble.values().length)];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noProofGetsTooOldAndNothingIsInvented(long seed) throws Exception {
        random = new Random(seed);
        int hours = List.of(2, 6, 24).get(random.nextInt(3));
        world.ledger = ledger;
        world.hints = hints;
        world.rotation = Optional.of(new Rotation(store, world.time, "1.0", hours));
        for (int i = 0; i < 150; i++) {
            create();
        }
        Instant last = world.time.instant();
        for (int sweep = 0; sweep < 100; sweep++) {
            world.time.advance(
                    Duration.ofMinutes(random.nextInt(10) == 0 ? random.nextInt(400) : 50 + random.nextInt(20)));
            change();
            Trouble trouble = trouble();
            Instant begun = world.time.instant();
            Optional<SweepResult> result = sweep(trouble);
            if (result.isPresent() && result.get().listingFailure().isEmpty()) {
                assertNothingTooOld(begun, Duration.ofHours(hours).plus(Duration.between(last, begun)), seed, sweep);
                last = begun;
            }
        }
        assertThat(carried).as("tables carried, else this proves nothing").isGreaterThan(1_000);
    }

    private void assertNothingTooOld(Instant now, Duration limit, long seed, int sweep) {
        existsSince.forEach((name, since) -> {
            Instant read = readAt.getOrDefault(name, since);
            assertThat(Duration.between(read.isAfter(since) ? read : since, now))
                    .as("time without a read of %s, sweep %d, seed %d", name, sweep, seed)
                    .isLessThanOrEqualTo(limit);
        });
    }

    private void create() {
        String name = "table-%04d".formatted(created++);
        world.tables.create(name, 35);
        existsSince.put(name, world.time.instant());
    }

    private String any() {
        List<String> names = List.copyOf(existsSince.keySet());
        return names.get(random.nextInt(names.size()));
    }

    /** What happens between two sweeps. */
    private void change() {
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = any();
            switch (random.nextInt(6)) {
                case 0 -> create();
                case 1 -> {
                    world.tables.delete(name);
                    existsSince.remove(name);
                    pointedTo.remove(name);
                }
                case 2 -> world.tables.create(name).disabled();
                case 3 -> world.tables.create(name, 35);
                case 4 -> {
                    world.tables.create(name).disabled();
                    hints.record(name, true, world.time.instant());
                    pointedTo.add(name);
                }
                default -> event(name);
            }
        }
    }

    /** Another function records something that people must hear of. */
    private void event(String name) {
        Ledger.Stored stored =
                ledger.read(InMemoryTables.WHERE.table(name)).success().orElseThrow();
        TimelineEntry entry = new TimelineEntry(
                world.time.instant(),
                TimelineEntry.Kind.ACTOR,
                Trigger.DRIFT,
                "Somebody called.",
                Optional.empty(),
                Optional.empty());
        ledger.write(stored, stored.record().mustNotify(List.of(entry)), List.of(entry));
        pointedTo.add(name);
    }

    private Optional<SweepResult> sweep(Trouble trouble) throws InterruptedException {
        prepare(trouble);
        try {
            SweepResult result = world.fix(POLICY, trouble == Trouble.KILLED ? new Killed() : SweepListener.SILENT);
            ledger.recover();
            check(result);
            world.notify(result);
            return Optional.of(result);
        } catch (KilledException e) {
            return Optional.empty();
        } finally {
            ledger.recover();
            store.can(true, true);
            hints.work();
        }
    }

    private void prepare(Trouble trouble) {
        switch (trouble) {
            case NOTHING, KILLED -> {}
            case SOME_READS_FAIL ->
                List.of(any(), any(), any())
                        .forEach(name -> world.tables.on(Call.READ, name).once().fail(Cause.Kind.DENIED));
            case LEDGER_FAILS -> ledger.fail(FAULT);
            case LEDGER_FAILS_MEANWHILE -> world.tables.on(Call.READ).once().run(() -> ledger.fail(FAULT));
            case TIMES_UNREADABLE -> store.can(false, true);
            case TIMES_UNWRITABLE -> store.can(true, false);
            case HINTS_FAIL -> hints.fail(Cause.Kind.DENIED);
            case LIST_FAILS -> world.tables.on(Call.LIST).once().fail(Cause.Kind.BROKEN);
        }
    }

    private void check(SweepResult result) {
        Set<String> read = new HashSet<>();
        for (TableResult table : result.tables()) {
            String name = table.table().name();
            read.add(name);
            readAt.put(name, result.startedAt());
            judged.put(name, table.judgement().verdict());
        }
        for (CarriedTable table : result.carried().orElseThrow().tables()) {
            carried++;
            String name = table.table().name();
            assertThat(read).doesNotContain(name);
            assertThat(judged.get(name)).as("last verdict of %s", name).isInstanceOf(Verdict.Compliant.class);
            assertThat(table.provenAt()).isBeforeOrEqualTo(readAt.get(name));
            assertThat(pointedTo).as("read at once").doesNotContain(name);
        }
        if (result.listingFailure().isEmpty()) {
            List<String> missing = new ArrayList<>(existsSince.keySet());
            missing.removeAll(read);
            result.carried()
                    .orElseThrow()
                    .tables()
                    .forEach(table -> missing.remove(table.table().name()));
            assertThat(missing).as("neither read nor carried").isEmpty();
        }
        pointedTo.removeAll(read);
    }

    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Killed implements SweepListener {
        @Override
        public void selected(int tables) {
            throw new KilledException();
        }

        @Override
        public void read(TableRef table) {}
    }
}
