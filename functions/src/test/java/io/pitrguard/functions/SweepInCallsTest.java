package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.port.Time;
import io.pitrguard.report.PartView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.SandboxTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A place swept in many calls, while tables appear and vanish, calls end at random times, and some are killed at one of
 * their calls to AWS and repeated. A failure names its seed.
 */
class SweepInCallsTest {
    private static final int TABLES = 60;
    private static final int MOST_CALLS = 80;

    /** A fleet that changes while functions wait for their turns. */
    private static final class ChangingFleet implements Time {
        private final HubTestBed hub;
        private final Random random;
        private final Set<String> stable = new HashSet<>();
        private final List<String> there = new ArrayList<>();
        private int next;

        ChangingFleet(HubTestBed hub, Random random) {
            this.hub = hub;
            this.random = random;
            for (int i = 0; i < TABLES; i++) {
                create();
            }
            stable.addAll(there);
        }

        private SandboxTables tables() {
            return hub.tables(HubTestBed.SHOP);
        }

        private void create() {
            String name = "table-%04d".formatted(next++);
            if (random.nextInt(4) == 0) {
                tables().create(name).disabled();
            } else {
                tables().create(name).enabled(35);
            }
            there.add(name);
        }

        private synchronized void change() {
            int dice = random.nextInt(30);
            if (dice == 0) {
                create();
            } else if (dice == 1) {
                String gone = there.remove(random.nextInt(there.size()));
                tables().delete(gone);
                stable.remove(gone);
            }
        }

        @Override
        public Instant instant() {
            return hub.aws.time().instant();
        }

        @Override
        public void sleepUntil(Instant moment) throws InterruptedException {
            change();
            hub.aws.time().sleepUntil(moment);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void judgesEachTableOnce(long seed) {
        try (HubTestBed hub = new HubTestBed().member(HubTestBed.SHOP, "shop")) {
            Random random = new Random(seed);
            hub.policy = ConfigRuleTestBed.REMEDIATE;
            hub.readsPerSecond = 10;
            ChangingFleet fleet = new ChangingFleet(hub, random);
            hub.time = fleet;

            List<PartView> parts = sweep(hub, random);

            List<String> names =
                    parts.stream().flatMap(part -> part.names().stream()).toList();
            assertThat(names).as("seed %d", seed).doesNotHaveDuplicates().containsAll(fleet.stable);
            assertThat(parts.stream()
                            .mapToInt(part -> part.view().summary().tables())
                            .sum())
                    .as("seed %d", seed)
                    .isEqualTo(names.size());
            // One that vanishes between two reads of it may be undetermined; one that is there may not.
            assertThat(undetermined(parts)).as("seed %d", seed).doesNotContainAnyElementsOf(fleet.there);
            assertThat(parts.size()).as("seed %d", seed).isGreaterThan(2);
            assertThat(changes(hub).values()).as("seed %d", seed).allMatch(count -> count == 1);
        }
    }

    private static List<String> undetermined(List<PartView> parts) {
        List<String> names = parts.stream()
                .flatMap(part -> part.view().tables().stream())
                .filter(table -> table.verdict() == VerdictKind.UNDETERMINED)
                .map(SweepView.TableView::name)
                .toList();
        assertThat(parts.stream()
                        .mapToInt(part -> part.view().summary().undetermined())
                        .sum())
                .isEqualTo(names.size());
        return names;
    }

    private static List<PartView> sweep(HubTestBed hub, Random random) {
        List<PartView> parts = new ArrayList<>();
        boolean more = true;
        int call = 1;
        for (int tries = 0; more && tries < MOST_CALLS; tries++) {
            hub.left = Duration.ofMillis(3_000 + random.nextInt(4_000));
            hub.killed = random.nextInt(3) == 0
                    ? new KillSwitch(1 + random.nextInt(50), random.nextBoolean())
                    : KillSwitch.never();
            try {
                more = Boolean.TRUE.equals(hub.place(HubTestBed.SHOP, call).get("more"));
                hub.killed = KillSwitch.never();
                parts.add(hub.part(HubTestBed.SHOP, call));
                call++;
            } catch (KillSwitch.Killed | RuntimeException killed) {
                assertThat(hub.killed.hasKilled())
                        .as("only a kill ends a call: %s", killed)
                        .isTrue();
                // Nobody knows that it was killed: the next one begins when it must have ended.
                hub.aws.time().advance(hub.left.plusMinutes(1));
            }
        }
        assertThat(more).isFalse();
        return parts;
    }

    private static Map<String, Integer> changes(HubTestBed hub) {
        Map<String, Integer> changes = new TreeMap<>();
        hub.aws.sandbox().calls().all().stream()
                .filter(call -> call.operation().equals("UpdateContinuousBackups"))
                .forEach(call -> changes.merge(String.valueOf(call.table()), 1, Integer::sum));
        return changes;
    }
}
