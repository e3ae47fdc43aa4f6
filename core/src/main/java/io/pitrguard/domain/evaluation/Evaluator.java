package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.finding.Violation;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.RuleChoice;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides. One pure function from policy, facts, recovery state and time to a verdict; every trigger uses it.
 *
 * <p>What could not be read is never taken for off or for fine: a verdict that hangs on it is undetermined. A
 * violation that is certain stands although something else is unknown.
 */
public final class Evaluator {
    private static final Cause DETAILS_OPEN =
            new Cause(Cause.Kind.OUT_OF_TIME, "The table's description (DescribeTable) was not read.");
    private static final Verdict GONE = new Verdict.NotApplicable("The table no longer exists.");
    private static final Verdict DELETING = new Verdict.NotApplicable("The table is being deleted.");

    private Evaluator() {}

    /** A verdict under one rule, before the table's own tags have their say. */
    private record Trial(Verdict verdict, boolean wantsDetails) {}

    /** Judges one table whose past nobody knows. */
    public static Judgement evaluate(Policy policy, TableFacts facts, RecoveryState state, Instant now) {
        return evaluate(policy, new TableSnapshot(facts, state, now));
    }

    /** Judges one table at a moment. */
    public static Judgement evaluate(Policy policy, TableSnapshot snapshot) {
        TableFacts facts = snapshot.facts();
        RecoveryState state = snapshot.state();
        Instant now = snapshot.at();
        if (state instanceof RecoveryState.TableGone || facts.details() instanceof TableDetails.Gone) {
            return withoutBackups(facts);
        }
        RuleChoice choice = policy.choose(facts.table(), facts.tags(), now);
        return switch (facts.tags()) {
            case Tags.Known tags -> withTags(choice, TagExemption.read(tags, now, policy.exemptTag()), snapshot);
            case Tags.Unreadable tags -> withoutTags(choice, tags.cause(), snapshot);
        };
    }

    /**
     * AWS knows no backups of the table. That is so of one that is gone, but also of one that it archived because its
     * key was out of reach for a week.
     */
    private static Judgement withoutBackups(TableFacts facts) {
        return switch (facts.details()) {
            case TableDetails.Known known -> withoutBackups(known.status());
            case TableDetails.Unreadable unreadable -> undetermined(unreadable.cause());
            case TableDetails.NotRead _ -> nothingToJudge(GONE, true);
            case TableDetails.Gone _ -> nothingToJudge(GONE, false);
        };
    }

    private static Judgement withoutBackups(TableStatus status) {
        return switch (status) {
            case DELETING -> nothingToJudge(DELETING, false);
            case ARCHIVING, ARCHIVED ->
                new Judgement(
                        new Verdict.NotApplicable("The table is archived."),
                        Optional.empty(),
                        List.of(new Notice.TableArchived()),
                        false);
            case CREATING, UPDATING, ACTIVE, INACCESSIBLE_ENCRYPTION_CREDENTIALS, REPLICATION_NOT_AUTHORIZED, UNKNOWN ->
                undetermined(new Cause(
                        Cause.Kind.BROKEN,
                        "AWS describes the table (status %s) but knows no continuous backups of it."
                                .formatted(status)));
        };
    }

    private static Judgement nothingToJudge(Verdict verdict, boolean wantsDetails) {
        return new Judgement(verdict, Optional.empty(), List.of(), wantsDetails);
    }

    private static Judgement undetermined(Cause cause) {
        return nothingToJudge(new Verdict.Undetermined(cause), false);
    }

    private static Judgement withTags(RuleChoice choice, TagExemption own, TableSnapshot snapshot) {
        Rule rule = choice.candidates().getFirst();
        Trial trial = tryRule(rule, snapshot);
        List<Notice> notices = new ArrayList<>(endedRules(choice));
        notices.addAll(own.notices());
        Verdict verdict = trial.verdict() instanceof Verdict.NonCompliant
                ? own.exemption().<Verdict>map(Verdict.Exempt::new).orElse(trial.verdict())
                : trial.verdict();
        return new Judgement(verdict, Optional.of(rule), notices, trial.wantsDetails());
    }

    /** Without tags a verdict stands only where no tag could change it. */
    private static Judgement withoutTags(RuleChoice choice, Cause cause, TableSnapshot snapshot) {
        List<Trial> trials = choice.candidates().stream()
                .map(rule -> tryRule(rule, snapshot))
                .toList();
        boolean wantsDetails = trials.stream().anyMatch(Trial::wantsDetails);
        Verdict first = trials.getFirst().verdict();
        boolean agreed = trials.stream().allMatch(trial -> trial.verdict().equals(first));
        // A table that falls short might be exempt by its own tags.
        if (agreed && !(first instanceof Verdict.NonCompliant)) {
            Optional<Rule> rule = choice.candidates().size() == 1
                    ? Optional.of(choice.candidates().getFirst())
                    : Optional.empty();
            return new Judgement(first, rule, endedRules(choice), wantsDetails);
        }
        Cause why = new Cause(
                cause.kind(), "The verdict hangs on the table's tags, which could not be read. " + cause.message());
        return new Judgement(new Verdict.Undetermined(why), Optional.empty(), endedRules(choice), wantsDetails);
    }

    private static Trial tryRule(Rule rule, TableSnapshot snapshot) {
        return switch (rule.effect()) {
            case Rule.Effect.Exempt exempt -> new Trial(new Verdict.Exempt(exempt.exemption()), false);
            case Rule.Effect.Require require ->
                snapshot.state() instanceof RecoveryState.Unreadable unreadable
                        ? new Trial(new Verdict.Undetermined(unreadable.cause()), false)
                        : check(require.requirement(), snapshot);
        };
    }

    private static Trial check(Requirement requirement, TableSnapshot snapshot) {
        TableFacts facts = snapshot.facts();
        if (facts.details() instanceof TableDetails.Known known && known.status() == TableStatus.DELETING) {
            return new Trial(DELETING, false);
        }
        List<Violation> violations = new ArrayList<>();
        List<Cause> unknown = new ArrayList<>();
        boolean needsDetails = false;
        for (Check check : Checks.ALL) {
            switch (check.test(requirement, snapshot)) {
                case Check.Result.Passed _ -> {}
                case Check.Result.Failed failed -> violations.add(failed.violation());
                case Check.Result.Unknown u -> unknown.add(u.cause());
                case Check.Result.NeedsDetails _ -> needsDetails = true;
            }
        }
        boolean detailsOpen = facts.details() instanceof TableDetails.NotRead;
        if (!violations.isEmpty()) {
            return new Trial(new Verdict.NonCompliant(violations), detailsOpen);
        }
        if (needsDetails) {
            return new Trial(new Verdict.Undetermined(DETAILS_OPEN), true);
        }
        return unknown.isEmpty()
                ? new Trial(new Verdict.Compliant(), false)
                : new Trial(new Verdict.Undetermined(unknown.getFirst()), false);
    }

    private static List<Notice> endedRules(RuleChoice choice) {
        return choice.ended().stream()
                .<Notice>map(ended -> new Notice.ExemptionEnded("rule '" + ended.rule() + "'", ended.exemption()))
                .toList();
    }
}
