package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.ProofStatus;
import io.pitrguard.domain.drill.RestoreProof;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the drills of a table into its view. */
final class RestoreProofs {
    /** A year of monthly drills. */
    static final int NEWEST_DRILLS = 12;

    /** A page of very many tables stays one that a browser opens: each table has fewer drills. */
    private static final int MOST_DRILLS = 24_000;

    private static final int FEWEST_DRILLS = 3;

    private RestoreProofs() {}

    /**
     * Returns how the restore of a table in the ledger is proven.
     *
     * @param requirement what its rule asks
     * @param history the drills of this very table; empty if there are none, or they are not known
     * @return empty if its rule asks for no drills and none was ever over
     */
    static Optional<RestoreProof> of(
            TableRecord record, Requirement requirement, Optional<DrillSummary> history, Instant now) {
        Optional<RestoreProof.Asked> asked = requirement
                .get(DrillCheck.DRILL)
                .filter(_ -> owes(record))
                .flatMap(drill ->
                        record.identity().map(Identity::since).map(since -> new RestoreProof.Asked(drill, since)));
        DrillPast.Known past = record.tableId()
                .map(record.drills()::of)
                .filter(known -> !known.equals(DrillPast.NONE))
                .or(() -> history.map(DrillSummary::past))
                .orElse(DrillPast.NONE);
        boolean concerned = asked.isPresent()
                || found(record, FindingKind.DRILL_OVERDUE)
                || !past.equals(DrillPast.NONE)
                || history.flatMap(DrillSummary::lastJudged).isPresent();
        return concerned
                ? Optional.of(RestoreProof.of(past, asked, foundOverdue(record, past), now))
                : Optional.empty();
    }

    /** An exempt table owes nothing. */
    private static boolean owes(TableRecord record) {
        return record.lastObservation()
                .filter(last -> last.verdict() == VerdictKind.EXEMPT || last.verdict() == VerdictKind.NOT_APPLICABLE)
                .isEmpty();
    }

    private static boolean found(TableRecord record, FindingKind kind) {
        return record.lastObservation()
                .filter(last -> last.violations().containsKey(kind))
                .isPresent();
    }

    private static boolean foundOverdue(TableRecord record, DrillPast.Known past) {
        return found(record, FindingKind.DRILL_OVERDUE)
                && past.passed()
                        .filter(passed -> record.lastObservation()
                                .filter(last -> last.at().isBefore(passed.at()))
                                .isPresent())
                        .isEmpty();
    }

    /** Returns how many drills of each table a report has on this many tables with drills. */
    static int drillsOfEach(int tables) {
        return Math.clamp(MOST_DRILLS / Math.max(1, tables), FEWEST_DRILLS, NEWEST_DRILLS);
    }

    /**
     * Returns the view of a proof.
     *
     * @param history the drills of the table; empty where only their result is known
     * @param most how many drills the view has at most
     */
    static RestoreProofView view(RestoreProof proof, Optional<DrillSummary> history, int most) {
        Optional<DrillRecord> last = history.flatMap(DrillSummary::lastJudged);
        Optional<Drilled> passed = proof.past().passed();
        return new RestoreProofView(
                proof.status(),
                passed.map(drill -> SweepViews.time(drill.at())).orElse(null),
                passed.flatMap(Drilled::took).map(Duration::toSeconds).orElse(null),
                target(proof, last),
                proof.requirement().map(drill -> (int) drill.every().toDays()).orElse(null),
                proof.deadline().map(SweepViews::time).orElse(null),
                reason(proof, last),
                evidence(proof, history),
                history.map(summary -> points(summary, most)).orElse(List.of()));
    }

    /** Returns the view of a table that should have drills and was never read; empty for every other one. */
    static Optional<RestoreProofView> unread(TableRecord record, Requirement requirement) {
        return requirement
                .get(DrillCheck.DRILL)
                .filter(_ -> record.identity().isEmpty() && owes(record))
                .map(drill -> unknown(drill, "The ledger does not have the id of the table yet."));
    }

    /** Returns the view of a table of which nobody could read what drills came to. */
    static RestoreProofView unknown(DrillRequirement requirement, String reason) {
        return new RestoreProofView(
                ProofStatus.UNKNOWN,
                null,
                null,
                requirement.targetTime().map(Duration::toSeconds).orElse(null),
                (int) requirement.every().toDays(),
                null,
                reason,
                null,
                List.of());
    }

    private static @Nullable Long target(RestoreProof proof, Optional<DrillRecord> last) {
        return proof.requirement()
                .or(() -> last.map(drill -> drill.plan().requirement()))
                .flatMap(DrillRequirement::targetTime)
                .map(Duration::toSeconds)
                .orElse(null);
    }

    /** A drill that proved nothing after the proof does not undo it, and people should know. */
    private static @Nullable String reason(RestoreProof proof, Optional<DrillRecord> last) {
        return proof.past()
                .failed()
                .map(Drilled::reason)
                .or(() -> last.map(DrillSummary::reason))
                .filter(reason -> !reason.isEmpty())
                .orElse(null);
    }

    private static RestoreProofView.@Nullable DrillPointer evidence(
            RestoreProof proof, Optional<DrillSummary> history) {
        Optional<String> shown = proof.shown()
                .map(Drilled::drill)
                .or(() -> history.flatMap(DrillSummary::lastJudged)
                        .map(drill -> drill.id().value()));
        return shown.map(id -> pointer(id, history)).orElse(null);
    }

    private static RestoreProofView.DrillPointer pointer(String id, Optional<DrillSummary> history) {
        return history.stream()
                .flatMap(summary -> summary.drills().stream())
                .filter(drill -> drill.id().value().equals(id))
                .flatMap(drill -> drill.evidence().stream())
                .findFirst()
                .map(link -> new RestoreProofView.DrillPointer(id, link.number(), link.digest()))
                .orElseGet(() -> new RestoreProofView.DrillPointer(id, null, null));
    }

    private static List<RestoreProofView.DrillPoint> points(DrillSummary history, int most) {
        return history.drills().stream()
                .flatMap(drill -> drill.verdict().map(verdict -> point(drill, verdict)).stream())
                .limit(most)
                .toList()
                .reversed();
    }

    private static RestoreProofView.DrillPoint point(DrillRecord drill, DrillVerdict verdict) {
        return new RestoreProofView.DrillPoint(
                SweepViews.time(drill.times().requested().orElse(drill.plan().plannedAt())),
                verdict,
                drill.times().recovery().map(Duration::toSeconds).orElse(null));
    }
}
