package io.pitrguard.configrule;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.HourlyChangeBudget;
import io.pitrguard.sweep.JudgedTables;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An AWS Config rule: judges, reports, and only then does what the policy says. Config has no verdict for what is
 * undetermined: such a table is not reported, so that its older result stays.
 */
public final class ConfigRule {
    private final Sweep sweep;
    private final ComplianceResults results;
    private final Time time;
    private final HourlyChangeBudget budget;

    /** Creates a rule that judges and remediates as a sweep does. */
    public ConfigRule(Sweep sweep, ComplianceResults results, Time time) {
        this.sweep = sweep;
        this.results = results;
        this.time = time;
        this.budget = new HourlyChangeBudget(time);
    }

    /**
     * Evaluates. What AWS answers never makes it throw: it is in the outcome.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public ConfigOutcome run(ConfigOrder order, ConfigTrigger trigger) throws InterruptedException {
        JudgedEvaluations judged = judge(order, trigger);
        List<String> problems = new ArrayList<>(judged.problems());
        ConfigReporting reporting = new ConfigReporting(results, order, time, problems);
        List<Evaluation> reported = reporting.report(judged.evaluations());
        List<Evaluation> withdrawn = List.of();
        if (trigger instanceof ConfigTrigger.Scheduled scheduled
                && judged.tables().isPresent()) {
            SweepResult tables = judged.tables().get().result();
            if (tables.listingFailure().isPresent()) {
                // Without the whole list nobody knows which tables are gone.
                problems.add(tables.listingFailure().get().message());
            } else {
                withdrawn = reporting.report(
                        new StaleResults(sweep, results, time, problems).find(order, scheduled, tables));
            }
        }
        boolean silent = judged.evaluations().isEmpty() && withdrawn.isEmpty();
        if (silent && judged.undetermined().isEmpty() && problems.isEmpty()) {
            reporting.reportNothing();
        }
        return new ConfigOutcome(reported, withdrawn, judged.undetermined(), problems, act(order, judged, reported));
    }

    private JudgedEvaluations judge(ConfigOrder order, ConfigTrigger trigger) throws InterruptedException {
        SweepOrder asked = order.sweep();
        return switch (trigger) {
            case ConfigTrigger.OutOfScope gone -> ConfigEvaluations.outOfScope(gone);
            case ConfigTrigger.Proposed proposed -> ProposalJudging.judge(order, proposed);
            case ConfigTrigger.Changed changed ->
                ConfigEvaluations.changed(
                        order, changed, sweep.judge(asked, asked.where().table(changed.table())));
            case ConfigTrigger.Scheduled scheduled ->
                ConfigEvaluations.scheduled(order, scheduled, sweep.judgeByOwnTags(asked));
        };
    }

    /**
     * Does what the policy says, after the report and never in a test run. A table whose evaluation Config did not take
     * waits until the event comes again: Config's timeline must show both, what was wrong and that it was fixed.
     */
    private Optional<SweepResult> act(ConfigOrder order, JudgedEvaluations judged, List<Evaluation> reported)
            throws InterruptedException {
        if (order.ticket().test() || judged.tables().isEmpty()) {
            return Optional.empty();
        }
        JudgedTables all = judged.tables().get();
        if (!order.act()) {
            all.observe();
            return Optional.empty();
        }
        Set<String> taken = new HashSet<>();
        reported.forEach(evaluation -> taken.add(evaluation.resourceId()));
        JudgedTables reportedOrFine = all.of(all.tables().stream()
                .filter(table -> !(table.judgement().verdict() instanceof Verdict.NonCompliant)
                        || taken.contains(table.table().name()))
                .toList());
        return Optional.of(sweep.remediate(
                reportedOrFine, budget.within(order.sweep().policy().limits(), _ -> sweep.budget(order.sweep()))));
    }
}
