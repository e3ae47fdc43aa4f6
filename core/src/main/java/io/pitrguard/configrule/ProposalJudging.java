package io.pitrguard.configrule;

import io.pitrguard.domain.evaluation.Annotation;
import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.ComplianceResults.Evaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges tables that do not exist yet, for proactive evaluations. */
final class ProposalJudging {
    private ProposalJudging() {}

    /**
     * Judges a proposal: it is compliant only if every replica would be, whatever its name. No call of AWS is made, whose
     * answer would tell the time, so that it is judged as of its event.
     */
    static JudgedEvaluations judge(ConfigOrder order, ConfigTrigger.Proposed proposed) {
        List<Evaluation> evaluations = new ArrayList<>();
        List<String> undetermined = new ArrayList<>();
        for (ConfigTrigger.Proposal replica : proposed.replicas()) {
            for (Policy policy : policies(order.sweep().policy(), replica)) {
                Judgement judgement = Evaluator.evaluate(policy, snapshot(replica, proposed.orderedAt()));
                if (judgement.verdict() instanceof Verdict.Undetermined unknown) {
                    undetermined.add(
                            proposed.resourceId() + ": " + unknown.cause().message());
                }
                evaluation(order, proposed, replica, judgement).ifPresent(evaluations::add);
            }
        }
        Optional<Evaluation> worst = evaluations.stream().min(Comparator.comparingInt(ProposalJudging::rank));
        // What is certain stands; otherwise a proposal that leaves something open is not reported.
        boolean certain = worst.filter(evaluation -> rank(evaluation) == 0).isPresent();
        return certain || undetermined.isEmpty()
                ? JudgedEvaluations.of(worst.orElseThrow())
                : new JudgedEvaluations(List.of(), undetermined, List.of(), Optional.empty());
    }

    private static TableSnapshot snapshot(ConfigTrigger.Proposal replica, Instant at) {
        return new TableSnapshot(
                replica.facts(), replica.state(), RecoveryPast.UNKNOWN.with(new DrillPast.NotYet()), at);
    }

    private static Optional<Evaluation> evaluation(
            ConfigOrder order, ConfigTrigger.Proposed proposed, ConfigTrigger.Proposal replica, Judgement judgement) {
        String where = proposed.replicas().size() == 1
                ? ""
                : "(Replica in " + replica.facts().table().where().region() + ".)";
        return order.compliance(judgement.verdict())
                .map(compliance -> new Evaluation(
                        proposed.resourceType(),
                        proposed.resourceId(),
                        compliance,
                        Annotation.of(judgement, withoutTimes(replica.state()), where),
                        proposed.orderedAt()));
    }

    /** A table whose name nobody knows yet may fall under any rule that asks for one: it is judged by each. */
    private static List<Policy> policies(Policy policy, ConfigTrigger.Proposal proposal) {
        if (proposal.named()) {
            return List.of(policy);
        }
        List<Policy> policies = new ArrayList<>();
        policies.add(withNamed(policy, Optional.empty()));
        policy.rules().stream()
                .filter(ProposalJudging::asksForName)
                .map(rule -> withNamed(policy, Optional.of(rule)))
                .forEach(policies::add);
        return policies;
    }

    /** Returns the policy as it is for a table whose name only that rule fits. */
    private static Policy withNamed(Policy policy, Optional<Rule> fits) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            if (!asksForName(rule)) {
                rules.add(rule);
            } else if (fits.filter(rule::equals).isPresent()) {
                Match match = rule.match();
                rules.add(new Rule(
                        rule.name(),
                        new Match(List.of(), match.anyTag(), match.allTags(), match.accounts(), match.regions()),
                        rule.effect()));
            }
        }
        return policy.with(rules);
    }

    private static boolean asksForName(Rule rule) {
        return !rule.match().tables().isEmpty();
    }

    /** What does not exist yet cannot be restored to any moment. */
    private static RecoveryState withoutTimes(RecoveryState proposed) {
        return proposed instanceof RecoveryState.Enabled enabled
                ? new RecoveryState.Enabled(enabled.periodDays(), Optional.empty(), Optional.empty())
                : proposed;
    }

    private static int rank(Evaluation evaluation) {
        return switch (evaluation.compliance()) {
            case NON_COMPLIANT -> 0;
            case COMPLIANT -> 1;
            case NOT_APPLICABLE -> 2;
        };
    }
}
