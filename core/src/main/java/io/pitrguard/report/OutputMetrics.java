package io.pitrguard.report;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.notify.Announced;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The metrics of events, chat messages and findings: only where something failed, so that they cost nothing otherwise. */
public final class OutputMetrics {
    private OutputMetrics() {}

    /**
     * Which run.
     *
     * @param run the sweep or the invocation
     * @param timestamp milliseconds since 1970
     */
    public record Of(AccountRegion where, String run, long timestamp) {}

    /** Returns the line about events and messages; empty if nothing failed. */
    public static Optional<String> line(Announced announced, Of of, MetricsOutput output) {
        return announced.failedEvents() == 0 && announced.failedChats() == 0
                ? Optional.empty()
                : Optional.of(line(
                        Map.of("FailedEvents", (long) announced.failedEvents(), "FailedChatMessages", (long)
                                announced.failedChats()),
                        Map.of("events", announced.events(), "failure", text(announced.why())),
                        of,
                        output));
    }

    /** Returns the line about findings; empty if nothing failed. */
    public static Optional<String> line(int sent, int failed, Optional<Cause> why, Of of, MetricsOutput output) {
        return failed == 0 && why.isEmpty()
                ? Optional.empty()
                : Optional.of(line(
                        Map.of("FailedFindings", (long) Math.max(failed, 1)),
                        Map.of("findings", sent, "failure", text(why)),
                        of,
                        output));
    }

    private static String line(Map<String, Long> failed, Map<String, ?> properties, Of of, MetricsOutput output) {
        Map<String, Long> values = new LinkedHashMap<>(failed);
        values.put(
                MetricsOutput.FAILURES,
                failed.values().stream().mapToLong(Long::longValue).sum());
        return EmbeddedMetrics.line(
                output,
                of.timestamp(),
                new EmbeddedMetrics.Where(of.where().account(), of.where().region(), of.run()),
                values,
                properties);
    }

    private static String text(Optional<Cause> why) {
        return why.map(Cause::message).orElse("");
    }
}
