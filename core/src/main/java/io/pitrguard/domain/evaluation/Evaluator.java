package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.RuleChoice;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides. One pure function from policy, facts, recovery state and time to a verdict; every trigger uses it.
 *
 * <p>What could not be read is never taken for off or for fine: a verdict that depends on it is undetermined. A
 * violation that is certain stands although something else is unknown. What nobody has read yet is asked for, also
 * where a violation is certain already.
 */
public final class Evaluator {
    /** How many ended exemptions of a table are named. */
    private static final int MOST_ENDED = 3;

    /** Whoever acts on a table that falls short needs its status, its size and when it was made. */
    private static final Set<FactKind> TO_ACT = Set.of(FactKind.DETAILS);

    private static final Verdict GONE = new Verdict.NotApplicable("The table no longer exists.");
    private static final Verdict DELETING = new Verdict.NotApplicable("The table is being deleted.");
    private static final Evaluator STANDARD = new Evaluator(Checks.ALL);

    private final List<Check> checks;

    /** Creates an evaluator that knows only these checks. */
    Evaluator(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** A verdict under one rule, before the table's own tags have their say. */
    private record Trial(Verdict verdict, Set<FactKind> missing) {
        Trial(Verdict verdict) {
            this(verdict, Set.of());
        }
    }

    /** What the checks of one requirement have found so far. */
    private record Findings(List<Violation> violations, List<Cause> unknown, Set<FactKind> missing) {}

    /** Judges one table whose past nobody knows. */
    public static Judgement evaluate(Policy policy, TableFacts facts, RecoveryState state, Instant now) {
        return evaluate(policy, new TableSnapshot(facts, state, now));
    }

    /** Judges one table at a moment. */
    public static Judgement evaluate(Policy policy, TableSnapshot snapshot) {
        return STANDARD.judge(policy, snapshot);
    }

    /** Returns the verdict under one rule, before the table's own tags have their say. */
    static Verdict verdict(Rule rule, TableSnapshot snapshot) {
        return STANDARD.tryRule(rule, snapshot).verdict();
    }

    /** Returns all facts that judging a table with these tags and acting on it can take, whatever its state. */
    public static Set<FactKind> facts(Policy policy, TableRef table, Tags tags, Instant now) {
        Set<FactKind> facts = EnumSet.copyOf(TO_ACT);
        for (Rule rule : policy.choose(table, tags, now).candidates()) {
            if (rule.effect() instanceof Rule.Effect.Require require) {
                Checks.ALL.stream()
                        .filter(check -> check.isAsked(require.requirement()))
                        .map(Check::facts)
                        .forEach(facts::addAll);
            }
        }
        return facts;
    }

    Judgement judge(Policy policy, TableSnapshot snapshot) {
        TableFacts facts = snapshot.facts();
        if (facts.gone()) {
            return nothingToJudge(GONE, Set.of());
        }
        Optional<Verdict> restoring = restoring(snapshot);
        if (restoring.isPresent()) {
            return nothingToJudge(restoring.get(), Set.of());
        }
        if (snapshot.state() instanceof RecoveryState.TableGone) {
            return withoutBackups(facts);
        }
        RuleChoice choice = policy.choose(facts.table(), facts.tags(), snapshot.at());
        return switch (facts.tags()) {
            case Tags.Known tags -> {
                Rule applies = choice.candidates().getFirst();
                yield withTags(choice, TagExemption.read(tags, policy, applies, snapshot.at()), snapshot);
            }
            case Tags.Unreadable tags -> withoutTags(choice, tags.cause(), snapshot);
        };
    }

    /** A table that pitr-guard is still making is judged when it is complete; one that cannot be read is undetermined. */
    private static Optional<Verdict> restoring(TableSnapshot snapshot) {
        boolean deleting = snapshot.facts().details() instanceof Fact.Known<TableDetails>(TableDetails known)
                && known.status() == TableStatus.DELETING;
        return snapshot.ownRestore()
                .filter(_ -> !deleting && !(snapshot.state() instanceof RecoveryState.Unreadable))
                .map(id -> new Verdict.NotApplicable(
                        Verdict.NotApplicable.RESTORING
                                + " (restore %s); it is judged once the restore is complete.".formatted(id),
                        true));
    }

    /**
     * AWS knows no backups of the table. That is so of one that is gone, but also of one that it archived because its
     * key was out of reach for a week.
     */
    private static Judgement withoutBackups(TableFacts facts) {
        if (facts.details() instanceof Fact.Known<TableDetails>(TableDetails known)) {
            return withoutBackups(known.status());
        }
        return facts.failure(TO_ACT)
                .map(Evaluator::undetermined)
                .orElseGet(() -> nothingToJudge(GONE, facts.missing(TO_ACT)));
    }

    private static Judgement withoutBackups(TableStatus status) {
        return switch (status) {
            case DELETING -> nothingToJudge(DELETING, Set.of());
            case ARCHIVING, ARCHIVED ->
                new Judgement(
                        new Verdict.NotApplicable("The table is archived."),
                        Optional.empty(),
                        List.of(new Notice.TableArchived()));
            case CREATING, UPDATING, ACTIVE, INACCESSIBLE_ENCRYPTION_CREDENTIALS, REPLICATION_NOT_AUTHORIZED, UNKNOWN ->
                undetermined(new Cause(
                        Cause.Kind.BROKEN,
                        "AWS describes the table (status %s) but knows no continuous backups of it."
                                .formatted(status)));
        };
    }

    private static Judgement nothingToJudge(Verdict verdict, Set<FactKind> missing) {
        return new Judgement(verdict, Optional.empty(), List.of(), missing);
    }

    private static Judgement undetermined(Cause cause) {
        return nothingToJudge(new Verdict.Undetermined(cause), Set.of());
    }

    private Judgement withTags(RuleChoice choice, TagExemption own, TableSnapshot snapshot) {
        Rule rule = choice.candidates().getFirst();
        Trial trial = tryRule(rule, snapshot);
        List<Notice> notices = new ArrayList<>(endedRules(choice));
        notices.addAll(own.notices());
        Verdict verdict = trial.verdict() instanceof Verdict.NonCompliant
                ? own.exemption().<Verdict>map(Verdict.Exempt::new).orElse(trial.verdict())
                : trial.verdict();
        return new Judgement(verdict, Optional.of(rule), notices, trial.missing());
    }

    /** Without tags a verdict stands only where no tag could change it. */
    private Judgement withoutTags(RuleChoice choice, Cause cause, TableSnapshot snapshot) {
        List<Trial> trials = choice.candidates().stream()
                .map(rule -> tryRule(rule, snapshot))
                .toList();
        Set<FactKind> missing = EnumSet.noneOf(FactKind.class);
        trials.forEach(trial -> missing.addAll(trial.missing()));
        Verdict first = trials.getFirst().verdict();
        boolean agreed = trials.stream().allMatch(trial -> trial.verdict().equals(first));
        Optional<Rule> rule = Optional.of(choice.candidates().getFirst())
                .filter(_ -> choice.candidates().size() == 1);
        // A table that falls short might be exempt by its own tags, unless its rule does not accept them.
        boolean excusable = first instanceof Verdict.NonCompliant
                && rule.filter(Rule::refusesExemptTags).isEmpty();
        if (agreed && !excusable) {
            return new Judgement(first, rule, endedRules(choice), missing);
        }
        Cause why = new Cause(
                cause.kind(),
                "The verdict depends on the table's tags, which could not be read. " + cause.what(),
                cause.remedy());
        return new Judgement(new Verdict.Undetermined(why), Optional.empty(), endedRules(choice), missing);
    }

    private Trial tryRule(Rule rule, TableSnapshot snapshot) {
        return switch (rule.effect()) {
            case Rule.Effect.Exempt exempt -> new Trial(new Verdict.Exempt(exempt.exemption()));
            case Rule.Effect.Require require ->
                snapshot.state() instanceof RecoveryState.Unreadable unreadable
                        ? new Trial(new Verdict.Undetermined(unreadable.cause()))
                        : check(require.requirement(), snapshot);
        };
    }

    private Trial check(Requirement requirement, TableSnapshot snapshot) {
        TableFacts facts = snapshot.facts();
        if (facts.details() instanceof Fact.Known<TableDetails>(TableDetails known)
                && known.status() == TableStatus.DELETING) {
            return new Trial(DELETING);
        }
        Findings findings = new Findings(new ArrayList<>(), new ArrayList<>(), EnumSet.noneOf(FactKind.class));
        checks.stream()
                .filter(check -> check.isAsked(requirement))
                .forEach(check -> test(check, requirement, snapshot, findings));
        return trial(findings, facts);
    }

    private static void test(Check check, Requirement requirement, TableSnapshot snapshot, Findings findings) {
        Set<FactKind> open = snapshot.facts().missing(check.facts());
        Optional<Cause> failure = snapshot.facts().failure(check.facts());
        findings.missing().addAll(open);
        failure.ifPresent(findings.unknown()::add);
        if (open.isEmpty() && failure.isEmpty()) {
            switch (check.test(requirement, snapshot)) {
                case Check.Result.Passed _ -> {}
                case Check.Result.Failed failed -> findings.violations().add(failed.violation());
                case Check.Result.Unknown unknown -> findings.unknown().add(unknown.cause());
            }
        }
    }

    private static Trial trial(Findings findings, TableFacts facts) {
        Set<FactKind> missing = findings.missing();
        if (!findings.violations().isEmpty()) {
            missing.addAll(facts.missing(TO_ACT));
            return new Trial(new Verdict.NonCompliant(findings.violations()), missing);
        }
        Optional<Cause> why = missing.stream()
                .map(FactKind::notRead)
                .findFirst()
                .or(() -> findings.unknown().stream().findFirst());
        return new Trial(why.<Verdict>map(Verdict.Undetermined::new).orElseGet(Verdict.Compliant::new), missing);
    }

    /** Names the first few: all of them for each table would make reports of any size. */
    private static List<Notice> endedRules(RuleChoice choice) {
        List<Notice> notices = new ArrayList<>();
        choice.ended().stream()
                .limit(MOST_ENDED)
                .map(ended -> new Notice.ExemptionEnded("rule '" + ended.rule() + "'", ended.exemption()))
                .forEach(notices::add);
        int more = choice.ended().size() - notices.size();
        if (more > 0) {
            notices.add(new Notice.MoreExemptionsEnded(more));
        }
        return List.copyOf(notices);
    }
}
