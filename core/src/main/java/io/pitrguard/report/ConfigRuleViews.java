package io.pitrguard.report;

import io.pitrguard.configrule.ConfigOrder;
import io.pitrguard.configrule.ConfigOutcome;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.sweep.SweepResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a rule of AWS Config did into its view and its metrics. */
public final class ConfigRuleViews {
    private static final int MOST_LISTED = 500;

    private ConfigRuleViews() {}

    /** Returns the view as JSON, with as many of its lists as a log takes; {@code tables}: the tables as judged and remediated. */
    public static String json(ConfigOrder order, ConfigOutcome outcome, Optional<SweepView> tables) {
        int most = MOST_LISTED;
        String json = Json.write(of(order, outcome, tables, most));
        while (!AnswerSize.fits(json) && most > 0) {
            most /= 2;
            json = Json.write(of(order, outcome, tables, most));
        }
        return json;
    }

    /** Returns the view with at most {@code most} elements in each list. */
    static ConfigRuleView of(ConfigOrder order, ConfigOutcome outcome, Optional<SweepView> tables, int most) {
        List<Evaluation> reported = outcome.reported();
        int shown = Math.min(reported.size(), most);
        return new ConfigRuleView(
                order.ruleName(),
                order.ticket().test(),
                reported.size(),
                reported.subList(0, shown).stream()
                        .map(ConfigRuleViews::evaluation)
                        .toList(),
                reported.size() - shown,
                Truncate.list(
                        outcome.withdrawn().stream().map(Evaluation::resourceId).toList(), most),
                Truncate.list(outcome.undetermined(), most),
                Truncate.list(outcome.problems(), most),
                tables.map(view -> fitting(view, most)).orElse(null));
    }

    private static SweepView fitting(SweepView view, int most) {
        int shown = Math.min(view.tables().size(), most);
        return new SweepView(
                view.sweep(),
                view.summary(),
                view.tables().subList(0, shown),
                view.tablesOmitted() + view.tables().size() - shown);
    }

    /**
     * Returns the metrics as one line.
     *
     * @param where the account and region that the function runs in; those of the tables may be others
     * @param timestamp milliseconds since 1970
     */
    public static String metrics(
            ConfigOrder order, ConfigOutcome outcome, AccountRegion where, MetricsOutput output, long timestamp) {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("ConfigEvaluations", (long) outcome.reported().size());
        values.put("ConfigWithdrawn", (long) outcome.withdrawn().size());
        values.put("ConfigUndetermined", (long) outcome.undetermined().size());
        values.put("ConfigProblems", (long) outcome.problems().size());
        values.put("FixedTables", remediations(outcome, OutcomeKind.FIXED));
        values.put("FixFailures", remediations(outcome, OutcomeKind.FIX_FAILED));
        values.put("FlappingTables", remediations(outcome, OutcomeKind.FLAPPING));
        values.put(
                "LedgerFailures",
                outcome.acted().flatMap(SweepResult::ledgerFailure).isPresent() ? 1L : 0L);
        values.put(
                MetricsOutput.FAILURES,
                values.getOrDefault("FixFailures", 0L) + values.getOrDefault("LedgerFailures", 0L));
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(
                        where.account(), where.region(), order.sweep().id()),
                values);
    }

    /**
     * Returns the metrics of an event that was refused, as one line.
     *
     * @param where the account and region that the function runs in
     * @param run the invocation
     * @param timestamp milliseconds since 1970
     */
    public static String refused(AccountRegion where, String run, MetricsOutput output, long timestamp) {
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(where.account(), where.region(), run),
                Map.of("ConfigRefused", 1L));
    }

    private static long remediations(ConfigOutcome outcome, OutcomeKind kind) {
        return outcome.acted().map(SweepResult::tables).orElse(List.of()).stream()
                .filter(table -> table.outcome().filter(o -> o.kind() == kind).isPresent())
                .count();
    }

    private static ConfigRuleView.EvaluationView evaluation(Evaluation evaluation) {
        return new ConfigRuleView.EvaluationView(
                evaluation.resourceType(),
                evaluation.resourceId(),
                evaluation.compliance(),
                evaluation.annotation(),
                evaluation.orderedAt().toString());
    }
}
