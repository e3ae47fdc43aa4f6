package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.evidence.StoredRecord;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.evidence.EvidenceVerification;
import io.pitrguard.evidence.EvidenceWriter;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.InMemoryEvidenceChain;
import io.pitrguard.port.InMemoryEvidenceStore;
import io.pitrguard.wiring.DrillWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A year of drills: what was due was done, what failed is known, and the chain of evidence holds. */
class DrillYearTest {
    private final DrillFleet fleet = new DrillFleet();
    private final InMemoryEvidenceStore bucket = new InMemoryEvidenceStore();
    private final InMemoryEvidenceChain chain = new InMemoryEvidenceChain();

    @Test
    void provesEveryTableInTimeAndTellsWhatFailed() throws InterruptedException {
        bucket.setTime(fleet.now());
        fleet.recorder = DrillWiring.recorder(new EvidenceWriter(bucket, chain, Duration.ofDays(800), fleet.time));
        fleet.budget = new DrillBudget(2, 2, Optional.empty(), 10_000);
        Map<TableRef, Integer> days = new TreeMap<>();
        for (int every : List.of(7, 14, 30, 90)) {
            DrillRequirement requirement = new DrillRequirement(
                    Duration.ofDays(every),
                    Optional.of(Duration.ofHours(2)),
                    Optional.empty(),
                    100,
                    false,
                    Optional.of(new DrillRequirement.TimeAttribute("written", Duration.ofDays(500))),
                    Optional.empty(),
                    List.of());
            days.put(fleet.table("table-" + every, requirement), every);
        }

        List<DrillRecord> all = year();

        assertThat(all).hasSizeGreaterThan(52 + 26 + 12 + 4);
        assertThat(all).allSatisfy(drill -> {
            assertThat(drill.state()).isEqualTo(new DrillState.Ended(Optional.empty()));
            assertThat(drill.evidence()).isPresent();
        });
        assertThat(all.stream().filter(drill -> drill.verdict().equals(Optional.of(DrillVerdict.FAILED))))
                .isNotEmpty();
        days.forEach((table, every) ->
                assertThat(longestGap(all, table)).as(table.name()).isLessThanOrEqualTo(Duration.ofDays(every)));
        assertThat(fleet.tables.names(DrillFleet.WHERE)).hasSize(4);
        assertThat(verify().firstBroken()).isEmpty();

        StoredRecord tenth =
                chain.read(DrillFleet.WHERE).success().orElseThrow().records().get(9);
        chain.replace(
                DrillFleet.WHERE,
                new StoredRecord(tenth.number(), tenth.text().replace("until 20", "until 21"), tenth.digest()));
        assertThat(verify().firstBroken())
                .hasValueSatisfying(broken -> assertThat(broken.number()).isEqualTo(10));
    }

    /** Every day at two a run begins; every 37 days restores lose items. */
    private List<DrillRecord> year() {
        Instant start = fleet.now();
        for (int day = 0; day < 365; day++) {
            Instant morning = start.plus(Duration.ofDays(day));
            if (fleet.now().isBefore(morning)) {
                fleet.time.set(morning);
            }
            boolean badDay = day % 37 == 6;
            fleet.restored = item ->
                    badDay && item.attributes().toString().contains("p1") ? Optional.empty() : Optional.of(item);
            fleet.finish(fleet.begin().begun());
            fleet.sweeper().sweep(DrillFleet.WHERE);
        }
        List<DrillRecord> all = new ArrayList<>(
                fleet.store.list(DrillFleet.WHERE).success().orElseThrow().drills());
        return all.reversed();
    }

    /** Returns the longest time between two proofs of a table, or since its first day. */
    private Duration longestGap(List<DrillRecord> drills, TableRef table) {
        Instant last = AnyDrill.AT;
        Duration longest = Duration.ZERO;
        for (DrillRecord drill : drills) {
            if (drill.plan().source().table().equals(table)
                    && drill.verdict().equals(Optional.of(DrillVerdict.PASSED))) {
                Duration gap = Duration.between(last, drill.times().requested().orElseThrow());
                longest = gap.compareTo(longest) > 0 ? gap : longest;
                last = drill.times().requested().orElseThrow();
            }
        }
        return longest;
    }

    private EvidenceVerification.Verified verify() throws InterruptedException {
        return new EvidenceVerification(chain, _ -> bucket, fleet.time)
                .run(DrillFleet.WHERE, (_, _) -> {})
                .success()
                .orElseThrow();
    }
}
