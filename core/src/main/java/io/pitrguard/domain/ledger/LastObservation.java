package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.RecoveryState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was last observed of a table, short enough to be kept.
 *
 * @param violations the messages of the violations, by kind
 * @param reason why it is exempt, not applicable or undetermined; empty for other verdicts
 * @param unknown the messages of violations that another version found and this one does not know, by name
 * @param details what reports tell beside the verdict
 */
public record LastObservation(
        Instant at,
        Trigger trigger,
        VerdictKind verdict,
        SortedMap<FindingKind, String> violations,
        String reason,
        Recovery recovery,
        SortedMap<String, String> unknown,
        Details details) {
    /** What {@link #reason(Verdict)} writes; a reason may itself name an owner. */
    private static final Pattern EXEMPT = Pattern.compile(
            "Exempt until (?<until>\\d{4}-\\d\\d-\\d\\d): (?<reason>.*) \\(owner: (?<owner>.*)\\)\\.", Pattern.DOTALL);

    /** The recovery state. */
    public record Recovery(
            Status status, OptionalInt periodDays, Optional<Instant> earliest, Optional<Instant> latest) {
        /** A table that is archived, or is being deleted, has no state of its own. */
        private static Recovery of(RecoveryState state, Judgement judgement) {
            boolean postponed = judgement.verdict().isPostponed();
            if (!postponed && judgement.verdict() instanceof Verdict.NotApplicable) {
                boolean archived = judgement.notices().stream().anyMatch(Notice.TableArchived.class::isInstance);
                return without(archived ? Status.UNREADABLE : Status.GONE);
            }
            return switch (state) {
                case RecoveryState.Enabled on ->
                    new Recovery(Status.ENABLED, on.periodDays(), on.earliest(), on.latest());
                case RecoveryState.Disabled _ -> without(Status.DISABLED);
                // AWS may know no backups yet of a table that is being restored.
                case RecoveryState.TableGone _ -> without(postponed ? Status.UNREADABLE : Status.GONE);
                case RecoveryState.Unreadable _ -> without(Status.UNREADABLE);
            };
        }

        private static Recovery without(Status status) {
            return new Recovery(status, OptionalInt.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * What reports tell beside the verdict. A change of these alone is not recorded at once: it says nothing of protection.
     *
     * @param rule the name of the rule that applied; empty where that is not known
     * @param sizeBytes how large the table was when a size was last read, zero or more; empty if none was
     */
    public record Details(Optional<String> rule, OptionalLong sizeBytes) {
        /** Nothing is known. */
        public static final Details NONE = new Details(Optional.empty(), OptionalLong.empty());
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
        unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }

    /** Creates an observation of violations that this version knows. */
    public LastObservation(
            Instant at,
            Trigger trigger,
            VerdictKind verdict,
            SortedMap<FindingKind, String> violations,
            String reason,
            Recovery recovery) {
        this(at, trigger, verdict, violations, reason, recovery, Collections.emptySortedMap(), Details.NONE);
    }

    /** Summarizes what one read of a table came to. */
    public static LastObservation of(Instant at, Trigger trigger, RecoveryState state, Judgement judgement) {
        return new LastObservation(
                at,
                trigger,
                VerdictKind.of(judgement.verdict()),
                violations(judgement.verdict()),
                reason(judgement.verdict()),
                Recovery.of(state, judgement),
                Collections.emptySortedMap(),
                new Details(judgement.rule().map(Rule::name), OptionalLong.empty()));
    }

    /** Returns the same of a table of this size. */
    public LastObservation with(OptionalLong sizeBytes) {
        return with(unknown, sizeBytes);
    }

    /**
     * Returns the same with what an earlier one knows and this one does not: violations that this version does not know, and
     * so cannot resolve, and the size, if it was not read again.
     */
    LastObservation after(Optional<LastObservation> earlier) {
        return earlier.map(then -> with(
                        then.unknown, details.sizeBytes().isPresent() ? details.sizeBytes() : then.details.sizeBytes()))
                .orElse(this);
    }

    private LastObservation with(SortedMap<String, String> unknownThen, OptionalLong sizeBytes) {
        Details then = new Details(details.rule(), sizeBytes);
        return new LastObservation(at, trigger, verdict, violations, reason, recovery, unknownThen, then);
    }

    /** Whether it says nothing of the table: then it neither opens nor resolves a finding. */
    public boolean undetermined() {
        return verdict == VerdictKind.UNDETERMINED;
    }

    /** Whether the policy or the table's tags exempt the table. */
    public boolean exempt() {
        return verdict == VerdictKind.EXEMPT;
    }

    /** Returns the exemption that the reason names, by the policy or by tags; empty if the table is not exempt. */
    public Optional<Exemption> exemption() {
        Matcher words = EXEMPT.matcher(reason);
        if (!exempt() || !words.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Exemption(words.group("reason"), words.group("owner"), LocalDate.parse(words.group("until"))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the table is gone, or is about to be. */
    public boolean deleted() {
        return recovery.status() == Status.GONE;
    }

    /** Whether another observation says the same of the table, apart from its time. */
    public boolean saysSameAs(LastObservation other) {
        return agreesWith(other)
                && recovery.status() == other.recovery.status()
                && recovery.periodDays().equals(other.recovery.periodDays());
    }

    /** Whether another observation comes to the same verdict for the same kinds of violation. */
    boolean agreesWith(LastObservation other) {
        return verdict == other.verdict && violations.keySet().equals(other.violations.keySet());
    }

    private static SortedMap<FindingKind, String> violations(Verdict verdict) {
        SortedMap<FindingKind, String> byKind = new TreeMap<>();
        if (verdict instanceof Verdict.NonCompliant nonCompliant) {
            for (Violation violation : nonCompliant.violations()) {
                byKind.merge(violation.kind(), violation.message(), (one, other) -> one + " " + other);
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
