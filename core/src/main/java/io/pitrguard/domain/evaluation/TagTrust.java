package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.util.Optional;

/** Whether a verdict needs tags that are certain: tags that are read in bulk may be former ones, or a former table's. */
final class TagTrust {
    private static final Tags LEFT_OUT =
            new Tags.Unreadable(new Cause(Cause.Kind.OUT_OF_TIME, "The tags are left out."));

    private TagTrust() {}

    /** Returns a snapshot as it would be without its tags. */
    static TableSnapshot withoutTags(TableSnapshot snapshot) {
        TableFacts untagged = snapshot.facts().with(LEFT_OUT);
        return new TableSnapshot(untagged, snapshot.state(), snapshot.past(), snapshot.at(), snapshot.ownRestore());
    }

    /** Whether a tag exempts the table, or chose a rule although another one would be stricter with it. */
    static boolean isBetterByTags(Policy policy, TableSnapshot snapshot) {
        Judgement judged = Evaluator.evaluate(policy, snapshot);
        return judged.rule()
                .filter(rule -> isBetter(policy, snapshot, judged.verdict(), rule))
                .isPresent();
    }

    private static boolean isBetter(Policy policy, TableSnapshot snapshot, Verdict verdict, Rule applied) {
        if (verdict instanceof Verdict.Exempt && applied.effect() instanceof Rule.Effect.Require) {
            return true;
        }
        int strictness = strictness(verdict, applied);
        return applied.match().asksTags()
                && policy.choose(snapshot.facts().table(), LEFT_OUT, snapshot.at()).candidates().stream()
                        .anyMatch(rule -> strictness(Evaluator.verdict(rule, snapshot), rule) > strictness);
    }

    private static int strictness(Verdict verdict, Rule rule) {
        if (verdict instanceof Verdict.NonCompliant) {
            return remediates(rule) ? 3 : 2;
        }
        return verdict instanceof Verdict.Undetermined ? 1 : 0;
    }

    private static boolean remediates(Rule rule) {
        return Optional.of(rule.effect())
                .filter(Rule.Effect.Require.class::isInstance)
                .map(Rule.Effect.Require.class::cast)
                .filter(require -> require.action() == Action.REMEDIATE)
                .isPresent();
    }
}
