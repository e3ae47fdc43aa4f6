package io.pitrguard.report;

import io.pitrguard.domain.drill.RestoreProof;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableDetails;
import java.util.Optional;

/** Turns what a sweep knows of a table's drills into its view. */
final class SweepProofs {
    private static final String NO_LEDGER = "Whether the restore was proven by a drill is not known without a ledger.";

    private static final String NO_ID = "The id of the table is not known, so that its drills are not.";

    private SweepProofs() {}

    /** Returns the view; empty for a table whose rule asks for no drills and that never had one. */
    static Optional<SweepView.TableProofView> of(TableResult result) {
        return proof(result)
                .map(proof -> new SweepView.TableProofView(result.table().arn(), proof));
    }

    private static Optional<RestoreProofView> proof(TableResult result) {
        Optional<DrillRequirement> asked = asked(result);
        return switch (result.snapshot().past().drills()) {
            case DrillPast.Known known -> known(known, asked, result.snapshot());
            case DrillPast.Unreadable(Cause cause) -> asked.map(drill -> RestoreProofs.unknown(drill, cause.message()));
            case DrillPast.NotRead _ -> asked.map(drill -> RestoreProofs.unknown(drill, NO_LEDGER));
            case DrillPast.NotYet _ -> Optional.empty();
        };
    }

    /** Without the table's id nobody knows whether the drills are of this very table. */
    private static Optional<RestoreProofView> known(
            DrillPast.Known known, Optional<DrillRequirement> asked, TableSnapshot snapshot) {
        return snapshot.facts()
                .origin()
                .map(origin -> known(known.of(origin.tableId()), asked, origin, snapshot))
                .orElseGet(() -> asked.map(drill -> RestoreProofs.unknown(drill, NO_ID)));
    }

    private static Optional<RestoreProofView> known(
            DrillPast.Known own, Optional<DrillRequirement> asked, TableDetails.Origin origin, TableSnapshot snapshot) {
        return asked.isPresent() || !own.equals(DrillPast.NONE)
                ? Optional.of(RestoreProofs.view(
                        RestoreProof.of(
                                own,
                                asked.map(drill -> new RestoreProof.Asked(drill, origin.createdAt())),
                                false,
                                snapshot.at()),
                        Optional.empty(),
                        RestoreProofs.NEWEST_DRILLS))
                : Optional.empty();
    }

    private static Optional<DrillRequirement> asked(TableResult result) {
        boolean owes = !(result.judgement().verdict() instanceof Verdict.Exempt)
                && !(result.judgement().verdict() instanceof Verdict.NotApplicable);
        return result.judgement()
                .rule()
                .filter(_ -> owes)
                .map(Rule::effect)
                .filter(Rule.Effect.Require.class::isInstance)
                .map(Rule.Effect.Require.class::cast)
                .flatMap(require -> require.requirement().get(DrillCheck.DRILL));
    }
}
