package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.ProofStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the restore of a table is proven by drills.
 *
 * @param provenAt when a drill last proved it; null if none did
 * @param recoverySeconds how long that restore took until it was ready and checked
 * @param targetSeconds how long it may take; null where no policy says so
 * @param everyDays how often the rule asks for a drill; null where it asks for none, or the rule is not known
 * @param deadline when the proof is, or was, too old
 * @param reason why the restore is not proven, or why a drill after the proof proved nothing; null where there is none
 * @param evidence of the drill that the status stands on; null if there is none
 * @param drills the newest ones, oldest first; empty where only their result is known
 */
public record RestoreProofView(
        ProofStatus status,
        @Nullable String provenAt,
        @Nullable Long recoverySeconds,
        @Nullable Long targetSeconds,
        @Nullable Integer everyDays,
        @Nullable String deadline,
        @Nullable String reason,
        @Nullable DrillPointer evidence,
        List<DrillPoint> drills) {
    public RestoreProofView {
        drills = List.copyOf(drills);
    }

    /**
     * Where the evidence of a drill is.
     *
     * @param record the number of its record in the chain of evidence; null where none is known
     * @param sha256 the digest of that record, in hexadecimal digits; null where none is known
     */
    public record DrillPointer(
            String drill, @Nullable Long record, @Nullable String sha256) {}

    /**
     * One drill.
     *
     * @param at when it was requested
     * @param recoverySeconds null if the restored table was never ready and checked
     */
    public record DrillPoint(
            String at, DrillVerdict verdict, @Nullable Long recoverySeconds) {}
}
