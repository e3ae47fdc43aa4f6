package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was last seen of a table, short enough to be kept.
 *
 * @param verdict its name, such as {@code NonCompliant}
 * @param violations what was amiss in words, by kind
 * @param reason why it is exempt, not applicable or undetermined; empty for other verdicts
 */
public record LastObservation(
        Instant at,
        Trigger trigger,
        String verdict,
        SortedMap<String, String> violations,
        String reason,
        Recovery recovery) {

    /** The recovery state. */
    public record Recovery(
            Status status, OptionalInt periodDays, Optional<Instant> earliest, Optional<Instant> latest) {
        private static Recovery of(RecoveryState state) {
            return switch (state) {
                case RecoveryState.Enabled on ->
                    new Recovery(Status.ENABLED, on.periodDays(), on.earliest(), on.latest());
                case RecoveryState.Disabled _ -> without(Status.DISABLED);
                case RecoveryState.TableGone _ -> without(Status.GONE);
                case RecoveryState.Unreadable _ -> without(Status.UNREADABLE);
            };
        }

        private static Recovery without(Status status) {
            return new Recovery(status, OptionalInt.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Whether recovery is on. */
    public enum Status {
        ENABLED,
        DISABLED,
        GONE,
        UNREADABLE
    }

    public LastObservation {
        violations = Collections.unmodifiableSortedMap(new TreeMap<>(violations));
    }

    /** Sums up what a look at a table amounts to. */
    public static LastObservation of(Instant at, Trigger trigger, RecoveryState state, Judgement judgement) {
        return new LastObservation(
                at,
                trigger,
                judgement.verdict().getClass().getSimpleName(),
                new TreeMap<>(violations(judgement.verdict())),
                reason(judgement.verdict()),
                Recovery.of(state));
    }

    /** Whether it says nothing of the table: then it neither opens nor resolves anything. */
    public boolean undetermined() {
        return verdict.equals(Verdict.Undetermined.class.getSimpleName());
    }

    /** Whether the policy or the table's tags let the table be. */
    public boolean exempt() {
        return verdict.equals(Verdict.Exempt.class.getSimpleName());
    }

    private static Map<String, String> violations(Verdict verdict) {
        Map<String, String> byKind = new TreeMap<>();
        if (verdict instanceof Verdict.NonCompliant nonCompliant) {
            for (Violation violation : nonCompliant.violations()) {
                byKind.merge(violation.kind().toString(), violation.message(), (one, other) -> one + " " + other);
            }
        }
        return byKind;
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Compliant _ -> "";
            case Verdict.NonCompliant _ -> "";
            case Verdict.Exempt exempt ->
                "Exempt until %s: %s (owner: %s)."
                        .formatted(
                                exempt.exemption().until(),
                                exempt.exemption().reason(),
                                exempt.exemption().owner());
            case Verdict.NotApplicable notApplicable -> notApplicable.reason();
            case Verdict.Undetermined undetermined -> undetermined.cause().message();
        };
    }
}
