package io.pitrguard.report;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a drill as people and other systems are notified of it; docs/events/ describes it. A time that is not known is
 * null.
 *
 * @param id the same if they are notified of the same end again
 * @param headline one line for people
 * @param reason why the drill is not passed; null where it is
 * @param remedy what to do about that; null where the commands say it all
 * @param moment what the table was restored to, ISO-8601, UTC
 * @param requestedBy the caller's ARN
 * @param scheduled whether the schedule requested it, and repeats it
 * @param checks those that are not passed first
 * @param left the restored table where it could not be deleted; null where none is left
 * @param evidence null where none is stored
 * @param commands what to run
 * @param mayRepeat whether people may have been notified already
 * @param omitted how much was omitted for size, null if nothing was
 */
public record DrillEndView(
        String version,
        String id,
        Severity severity,
        String headline,
        String account,
        String region,
        String drill,
        DrillVerdict verdict,
        @Nullable String reason,
        @Nullable String remedy,
        Table table,
        String moment,
        String requestedBy,
        boolean scheduled,
        Times times,
        List<Check> checks,
        @Nullable Left left,
        @Nullable Evidence evidence,
        List<String> commands,
        boolean mayRepeat,
        @Nullable String omitted) {
    public DrillEndView {
        checks = List.copyOf(checks);
        commands = List.copyOf(commands);
    }

    /** The table whose restore the drill had to prove. */
    public record Table(String arn, String name) {}

    /**
     * How long it took, in seconds.
     *
     * @param restoreSeconds from the request until the table was ready
     * @param checkSeconds from then until it was checked
     * @param recoverySeconds both together
     * @param targetSeconds what the policy allows for both
     * @param recoveryPointSeconds how far the latest moment in reach lay behind the request
     */
    public record Times(
            @Nullable Long restoreSeconds,
            @Nullable Long checkSeconds,
            @Nullable Long recoverySeconds,
            @Nullable Long targetSeconds,
            @Nullable Long recoveryPointSeconds) {}

    /**
     * What one check came to.
     *
     * @param reason why it is not passed; null where it is
     */
    public record Check(
            CheckKind kind, DrillVerdict verdict, @Nullable String reason) {}

    /** A table that remains, and why. */
    public record Left(String arn, String name, List<String> reasons) {
        public Left {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The evidence.
     *
     * @param number of its record in the chain
     * @param sha256 that record's digest
     * @param report the address of the report for people; null where it is not known
     */
    public record Evidence(
            long number, String sha256, @Nullable String report) {}
}
