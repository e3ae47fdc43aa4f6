package io.pitrguard.port;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTimes;
import io.pitrguard.domain.drill.DrillVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Drills that are over, as people are told of them. */
public final class EndedDrills {
    private static final Instant AT = AnyDrill.AT;
    private static final String SCHEDULE = "arn:aws:sts::123456789012:assumed-role/pitr-guard-drill/schedule";

    private static final CheckResult SCHEMA = new CheckResult.Question(
                    CheckKind.SCHEMA, "The key that AWS describes.", "pk (HASH, S)")
            .passed("pk (HASH, S)");
    private static final CheckResult COUNT = new CheckResult.Question(CheckKind.COUNT, "A scan.", "1,000 items")
            .failed("900 items", "The restored table has 900 items, and the export of the same moment has 1,000.");
    private static final CheckResult SAMPLE = new CheckResult.Question(CheckKind.SAMPLE, "Items by key.", "equal items")
            .notProven("not known", "The source could not be read. AWS denied dynamodb:GetItem on orders.");
    private static final CheckResult SOON =
            new CheckResult.Question(CheckKind.TARGET_TIME, "The clock.", "2 h at most").passed("41 min");

    private EndedDrills() {}

    /** Returns one that the schedule requested and that found that something is wrong. */
    public static DrillRecord failed() {
        return ended(scheduled(), SCHEMA, COUNT, SAMPLE, SOON);
    }

    /** Returns one that the schedule requested and that could not read everything. */
    public static DrillRecord notProven() {
        return ended(scheduled(), SCHEMA, SAMPLE, SOON);
    }

    /** Returns one that a person requested and that AWS did not finish. */
    public static DrillRecord aborted() {
        return DrillRecord.planned(AnyDrill.id(1), requested(false))
                .with(DrillTimes.NONE.requested(AT))
                .aborted(new Abort(
                        DrillVerdict.NOT_PROVEN,
                        "The table pitr-guard-drill-0a1b2c3d is being deleted, and not by pitr-guard.",
                        "Check CloudTrail for its DeleteTable, then request the drill again."))
                .to(new DrillState.Ended(Optional.empty()), AT.plusSeconds(60), "The table is gone.");
    }

    /** Returns one that proved the restore. */
    public static DrillRecord passed() {
        return ended(scheduled(), SCHEMA, SOON);
    }

    /** Returns one that proved the restore, and could not delete its table. */
    public static DrillRecord left() {
        return passed().to(
                        new DrillState.Ended(
                                Optional.of(new DrillState.LeftOver("id-2", List.of("Deletion protection is on.")))),
                        AT.plusSeconds(9_000),
                        "The table could not be deleted within 2 hours.");
    }

    private static DrillRecord ended(DrillPlan plan, CheckResult... results) {
        return DrillRecord.planned(AnyDrill.id(1), plan)
                .with(DrillTimes.NONE
                        .requested(AT)
                        .active(AT.plusSeconds(2_280))
                        .checked(AT.plusSeconds(2_460))
                        .deleted(AT.plusSeconds(2_520)))
                .with(List.of(results))
                .to(new DrillState.Ended(Optional.empty()), AT.plusSeconds(2_520), "The table is gone.")
                .with(new DrillEvidenceLink(
                        3,
                        "0a1b2c3d".repeat(8),
                        Optional.of(
                                "s3://pitr-guard-evidence/evidence/2026/11/22/" + AnyDrill.id(1) + "/report.html")));
    }

    private static DrillPlan scheduled() {
        return requested(true);
    }

    private static DrillPlan requested(boolean bySchedule) {
        DrillPlan any = AnyDrill.plan(AnyDrill.everything());
        return new DrillPlan(
                any.source(),
                any.moment(),
                any.window(),
                any.target(),
                any.requirement(),
                any.estimate(),
                new DrillOrder(
                        bySchedule ? SCHEDULE : any.order().requester(),
                        any.order().policyDigest(),
                        Duration.ZERO,
                        bySchedule),
                any.plannedAt());
    }
}
