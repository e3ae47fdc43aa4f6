package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.evidence.EvidenceVerification;
import io.pitrguard.wiring.EvidenceWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A year of the schedule, on tables whose items change every day: what was due was done, people were notified of what
 * failed, nothing is left, the chain of evidence holds, and a record that somebody changes is found.
 */
@Tag("simulation")
class DrillYearSimulationTest {
    private static final int DAYS = 365;
    private static final Map<String, Integer> TABLES = new TreeMap<>(Map.of("carts", 14, "orders", 30, "users", 90));

    private final DrillTestBed bed = new DrillTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void provesEveryTableInTimeAndTellsWhatFailed() throws InterruptedException {
        bed.budget = new DrillBudget(2, 2, Optional.empty(), 500);
        TABLES.forEach((table, every) -> bed.table(table, requirement(every)));
        Instant began = bed.aws.time().instant();

        for (int day = 0; day < DAYS; day++) {
            pass(began.plus(Duration.ofDays(day)));
            disturb(day);
            bed.run();
        }

        List<DrillRecord> drills = bed.drills().reversed();
        assertThat(drills).hasSizeGreaterThan(26 + 12 + 4).allSatisfy(drill -> {
            assertThat(drill.state()).isEqualTo(new DrillState.Ended(Optional.empty()));
            assertThat(drill.evidence()).isPresent();
        });
        TABLES.forEach((table, every) ->
                assertThat(longestGap(drills, table, began)).as(table).isLessThanOrEqualTo(Duration.ofDays(every)));
        assertEachFailureWasNotified(drills);
        assertThat(bed.aws.sandbox().tables().names())
                .containsExactlyInAnyOrder(DrillTestBed.LEDGER, "carts", "orders", "users");
        assertTheChainHolds(drills.size());
    }

    private static DrillRequirement requirement(int every) {
        DrillRequirement monthly = DrillTestBed.MONTHLY;
        return new DrillRequirement(
                Duration.ofDays(every),
                monthly.targetTime(),
                monthly.maxCostUsd(),
                monthly.sample(),
                monthly.indexes(),
                monthly.timeAttribute(),
                monthly.exactCount(),
                monthly.assertions());
    }

    /** Comes to a morning, an hour after people have written. */
    private void pass(Instant morning) {
        Instant writes = morning.minus(Duration.ofHours(1));
        if (bed.aws.time().instant().isBefore(writes)) {
            bed.aws.time().set(writes);
        }
        TABLES.keySet().forEach(bed::write);
        if (bed.aws.time().instant().isBefore(morning)) {
            bed.aws.time().set(morning);
        }
    }

    /** On some days restores lose items. */
    private void disturb(int day) {
        for (String table : TABLES.keySet()) {
            bed.aws.sandbox().restores().right(table);
            if (day % 37 == 6) {
                bed.aws.sandbox().restores().wrong(table).losingOneIn(2);
            }
        }
    }

    private void assertEachFailureWasNotified(List<DrillRecord> drills) {
        List<String> expected = drills.stream()
                .filter(drill -> drill.verdict().equals(Optional.of(DrillVerdict.FAILED)))
                .map(drill -> drill.plan().source().table().name())
                .toList();
        assertThat(expected).contains("carts");
        List<String> subjects = bed.subjects();
        assertThat(subjects).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(subjects.get(i)).contains("HIGH", expected.get(i));
        }
    }

    /** Returns the longest time between two proofs of a table, or since its first day. */
    private static Duration longestGap(List<DrillRecord> drills, String table, Instant began) {
        List<Instant> proofs = new ArrayList<>(List.of(began));
        drills.stream()
                .filter(drill -> drill.plan().source().table().name().equals(table))
                .filter(drill -> drill.verdict().equals(Optional.of(DrillVerdict.PASSED)))
                .map(drill -> drill.times().requested().orElseThrow())
                .forEach(proofs::add);
        proofs.add(began.plus(Duration.ofDays(DAYS)));
        Duration longest = Duration.ZERO;
        for (int i = 1; i < proofs.size(); i++) {
            Duration gap = Duration.between(proofs.get(i - 1), proofs.get(i));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    private void assertTheChainHolds(int records) throws InterruptedException {
        EvidenceVerification.Verified verified = verify();
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.records()).isEqualTo(records);

        bed.changeEvidence(10, text -> text.replace("until 20", "until 21"));
        assertThat(verify().firstBroken())
                .hasValueSatisfying(broken -> assertThat(broken.number()).isEqualTo(10));
    }

    private EvidenceVerification.Verified verify() throws InterruptedException {
        return EvidenceWiring.verification(
                        bed.aws.clients(), DrillTestBed.LEDGER, Optional.empty(), Optional.empty(), bed.aws.time())
                .run(bed.aws.where(), (_, _) -> {})
                .success()
                .orElseThrow();
    }
}
