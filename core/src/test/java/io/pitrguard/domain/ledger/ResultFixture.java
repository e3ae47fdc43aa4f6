package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Results of one table, some minutes after a fixed moment. */
final class ResultFixture {
    static final RecoveryState ON = new RecoveryState.Enabled(OptionalInt.of(35), Optional.empty(), Optional.empty());
    static final RecoveryState OFF = new RecoveryState.Disabled();
    static final Verdict COMPLIANT = new Verdict.Compliant();
    static final Verdict GONE = new Verdict.NotApplicable("It is gone.");
    static final Verdict UNDETERMINED = new Verdict.Undetermined(new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));
    static final Outcome FIXED = new Outcome.Fixed("Verified.", List.of(new RecoveryEnabledCheck.RecoveryDisabled()));
    static final Outcome FAILED = new Outcome.FixFailed("AWS denied it.");
    static final Outcome FLAPPING = new Outcome.Flapping("Somebody keeps disabling it.");

    private static final Rule RULE =
            new Rule("all", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.REMEDIATE));

    private ResultFixture() {}

    static Outcome outcome(OutcomeKind kind) {
        return switch (kind) {
            case PLANNED -> new Outcome.Planned("It would be enabled.");
            case ALERT_ONLY -> new Outcome.AlertOnly("To fix: enable it.");
            case FIXED -> FIXED;
            case FIX_FAILED -> FAILED;
            case UNCONFIRMED -> new Outcome.Unconfirmed("Not shown yet.", new Plan.EnableRecovery(35));
            case DEFERRED -> new Outcome.Deferred("Not yet.");
            case OVER_BUDGET -> new Outcome.OverBudget("Too many.");
            case FLAPPING -> FLAPPING;
        };
    }

    static Verdict falling(Violation... violations) {
        return new Verdict.NonCompliant(List.of(violations));
    }

    static Judgement judged(Verdict verdict) {
        return new Judgement(verdict, Optional.of(RULE), List.of());
    }

    static TableResult result(int minute, RecoveryState state, Verdict verdict) {
        return result(ObservationSequence.minute(minute), state, verdict, new Fact.NotRead<>());
    }

    static TableResult result(
            Instant at, RecoveryState state, Verdict verdict, Fact<TableDetails> details, Notice... notices) {
        return new TableResult(
                new TableSnapshot(new TableFacts(ORDERS, Tags.NONE, details), state, at),
                new Judgement(verdict, Optional.of(RULE), List.of(notices)),
                new MonthlyCost.Unknown("No price."),
                Optional.empty());
    }

    /** Recovery is off, so that the table falls short. */
    static TableResult off(int minute) {
        return result(minute, OFF, falling(new RecoveryEnabledCheck.RecoveryDisabled()));
    }

    static TableResult compliant(int minute) {
        return result(minute, ON, COMPLIANT);
    }
}
