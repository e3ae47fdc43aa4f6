package io.pitrguard.domain.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How far the checks of a drill are.
 *
 * @param segments how far the count is; the whole table is as many segments
 * @param sample how far the comparison with the source is
 * @param export the ARN of the export whose count is compared; empty while there is none
 * @param assertions how many assertions are checked
 * @param units the read units that the checks have consumed so far
 * @param results what is checked already
 */
public record CheckProgress(
        List<SegmentProgress> segments,
        SampleProgress sample,
        Optional<String> export,
        int assertions,
        ReadUnits units,
        List<CheckResult> results) {
    public CheckProgress {
        segments = List.copyOf(segments);
        results = List.copyOf(results);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a table has one segment or more");
        }
    }

    /** Nothing is checked; the count takes this number of segments. */
    public static CheckProgress start(int segments) {
        return new CheckProgress(
                Collections.nCopies(segments, SegmentProgress.NONE),
                SampleProgress.NONE,
                Optional.empty(),
                0,
                ReadUnits.NONE,
                List.of());
    }

    /** Whether the whole table was counted. */
    public boolean counted() {
        return segments.stream().allMatch(SegmentProgress::over);
    }

    /** Returns how many items were counted so far. */
    public long items() {
        return segments.stream().mapToLong(SegmentProgress::items).sum();
    }

    /** Returns the progress with another one of a segment. */
    public CheckProgress with(int segment, SegmentProgress progress) {
        List<SegmentProgress> all = new ArrayList<>(segments);
        all.set(segment, progress);
        return new CheckProgress(all, sample, export, assertions, units, results);
    }

    /** Returns the progress with another one of the sample. */
    public CheckProgress with(SampleProgress progress) {
        return new CheckProgress(segments, progress, export, assertions, units, results);
    }

    /** Returns the progress with one more result. */
    public CheckProgress with(CheckResult result) {
        List<CheckResult> all = new ArrayList<>(results);
        all.add(result);
        int asserted = result.kind() == CheckKind.ASSERTION ? assertions + 1 : assertions;
        return new CheckProgress(segments, sample, export, asserted, units, all);
    }

    /** Returns the progress with the export whose count is compared. */
    public CheckProgress withExport(String arn) {
        return new CheckProgress(segments, sample, Optional.of(arn), assertions, units, results);
    }

    /** Returns the progress after more read units. */
    public CheckProgress consumed(ReadUnits more) {
        return new CheckProgress(segments, sample, export, assertions, units.and(more), results);
    }

    /** Whether there is a result of a kind. */
    public boolean has(CheckKind kind) {
        return results.stream().anyMatch(result -> result.kind() == kind);
    }
}
