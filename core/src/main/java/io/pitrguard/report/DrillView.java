package io.pitrguard.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill as programs read it, and as it is kept as evidence. A time or number that is not known is null.
 *
 * @param format of this document: 1
 * @param version of pitr-guard
 * @param verdict null while the drill runs
 * @param controls that a proven restore serves
 */
public record DrillView(
        int format,
        String version,
        String drill,
        String state,
        @Nullable String verdict,
        @Nullable String reason,
        @Nullable String remedy,
        Order order,
        Source source,
        Target target,
        Times times,
        List<Check> checks,
        Cost cost,
        Cleanup cleanup,
        List<Event> log,
        List<String> controls) {
    public DrillView {
        checks = List.copyOf(checks);
        log = List.copyOf(log);
        controls = List.copyOf(controls);
    }

    /** Who requested it, by which policy. */
    public record Order(String requester, String policySha256, boolean scheduled, String plannedAt) {}

    /**
     * What was restored.
     *
     * @param recoveryPointSeconds how far the latest moment in reach lay behind the request
     */
    public record Source(
            String table,
            String tableId,
            String moment,
            String earliestRestorable,
            String latestRestorable,
            @Nullable Long recoveryPointSeconds) {}

    /** The restored table, and how it was asked for. */
    public record Target(
            String table,
            @Nullable String tableId,
            @Nullable String requestId,
            String billingMode,
            boolean indexes,
            long keptSeconds) {}

    /**
     * When it got how far.
     *
     * @param recoverySeconds from the request until the table was ready and checked
     * @param targetSeconds what the policy allows
     */
    public record Times(
            @Nullable String requested,
            @Nullable String active,
            @Nullable String checked,
            @Nullable String deleted,
            @Nullable Long recoverySeconds,
            @Nullable Long targetSeconds) {}

    /** What one check came to. */
    public record Check(String kind, String how, String expected, String seen, String verdict, String reason) {}

    /** What it was estimated to cost, and what its checks read. */
    public record Cost(
            @Nullable String leastUsd,
            @Nullable String mostUsd,
            @Nullable String notKnown,
            double readUnitsOfRestored,
            double readUnitsOfSource) {}

    /**
     * What became of the restored table.
     *
     * @param gone whether it was seen to be gone, or was never made
     * @param left why it could not be deleted
     */
    public record Cleanup(boolean gone, List<String> left) {
        public Cleanup {
            left = List.copyOf(left);
        }
    }

    /** An entry of the log. */
    public record Event(String at, String what) {}
}
