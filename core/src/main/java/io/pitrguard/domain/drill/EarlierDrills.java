package io.pitrguard.domain.drill;

import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the drills of one table show of how long its restore takes. One whose checks found something wrong counts, too: its
 * table was restored.
 *
 * @param took how long each restore took, from the request until the table was ready
 * @param withoutIndexes whether one of them made the table without its indexes, which takes less time
 */
public record EarlierDrills(List<Duration> took, boolean withoutIndexes) {
    public EarlierDrills {
        took = List.copyOf(took);
    }

    /** Returns what the drills of a table show. */
    public static EarlierDrills of(TableRef source, List<DrillRecord> drills) {
        List<DrillRecord> restored = drills.stream()
                .filter(drill -> drill.plan().source().table().equals(source))
                .filter(drill -> drill.times().restored().isPresent())
                .toList();
        return new EarlierDrills(
                restored.stream()
                        .map(drill -> drill.times().restored())
                        .flatMap(Optional::stream)
                        .toList(),
                restored.stream().anyMatch(drill -> !drill.plan().requirement().indexes()));
    }
}
