package io.pitrguard.domain.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the checks of a drill are.
 *
 * @param segments how far the count is; the whole table is as many segments
 * @param consumed the read units that the checks have consumed so far, of the restored table
 * @param consumedOfSource the read units that the checks have consumed so far, of the source
 * @param export the ARN of the export whose count is compared; empty while there is none
 * @param results what is checked already
 */
public record CheckProgress(
        List<SegmentProgress> segments,
        double consumed,
        double consumedOfSource,
        Optional<String> export,
        List<CheckResult> results) {
    public CheckProgress {
        segments = List.copyOf(segments);
        results = List.copyOf(results);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a table has one segment or more");
        }
    }

    /** Nothing is checked; the count will be of so many segments. */
    public static CheckProgress start(int segments) {
        return new CheckProgress(
                java.util.Collections.nCopies(segments, SegmentProgress.NONE), 0, 0, Optional.empty(), List.of());
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
    public CheckProgress with(int segment, SegmentProgress progress, double units) {
        List<SegmentProgress> all = new ArrayList<>(segments);
        all.set(segment, progress);
        return new CheckProgress(all, consumed + units, consumedOfSource, export, results);
    }

    /** Returns the progress with one more result. */
    public CheckProgress with(CheckResult result) {
        List<CheckResult> all = new ArrayList<>(results);
        all.add(result);
        return new CheckProgress(segments, consumed, consumedOfSource, export, all);
    }

    /** Returns the progress with the export whose count is compared. */
    public CheckProgress withExport(String arn) {
        return new CheckProgress(segments, consumed, consumedOfSource, Optional.of(arn), results);
    }

    /** Returns the progress after more read units. */
    public CheckProgress consumed(double ofTarget, double ofSource) {
        return new CheckProgress(segments, consumed + ofTarget, consumedOfSource + ofSource, export, results);
    }

    /** Whether a kind is checked already; assertions are several checks of one kind. */
    public boolean has(CheckKind kind) {
        return results.stream().anyMatch(result -> result.kind() == kind);
    }
}
