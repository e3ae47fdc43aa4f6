package io.pitrguard.sweep;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.Remediation;
import io.pitrguard.remediate.RemediationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads tables again whose change did not show at once, in rounds over all of them, so that many of them wait together and
 * not one after the other.
 *
 * @param longest how long after its change a table is read again
 */
record ConfirmationRounds(Remediation remediation, Time time, Duration longest) {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /**
     * Reads until each change shows or its time is over; no round begins at the deadline or later.
     *
     * @param open the results so far, by what {@code settled} knows them by
     * @param settled takes each result that stands
     */
    void run(
            Map<Integer, RemediationResult> open,
            Policy policy,
            Instant deadline,
            BiConsumer<Integer, RemediationResult> settled)
            throws InterruptedException {
        Map<Integer, RemediationResult> left = new LinkedHashMap<>(open);
        Instant next = time.instant().plus(PAUSE);
        while (!left.isEmpty() && next.isBefore(deadline)) {
            time.sleepUntil(next);
            for (Map.Entry<Integer, RemediationResult> entry : Map.copyOf(left).entrySet()) {
                RemediationResult result = again(entry.getValue(), policy, deadline);
                if (isOpen(result)) {
                    left.put(entry.getKey(), result);
                } else {
                    left.remove(entry.getKey());
                    settled.accept(entry.getKey(), result);
                }
            }
            next = time.instant().plus(PAUSE);
        }
        left.forEach(settled);
    }

    private RemediationResult again(RemediationResult open, Policy policy, Instant deadline)
            throws InterruptedException {
        return remediation.confirm(open, open.written().orElseThrow(), policy, deadline);
    }

    /** Whether another round may show the change. */
    private boolean isOpen(RemediationResult result) {
        return result.written()
                .filter(written ->
                        time.instant().plus(PAUSE).isBefore(written.at().plus(longest)))
                .isPresent();
    }
}
