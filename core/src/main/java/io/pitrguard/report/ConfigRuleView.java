package io.pitrguard.report;

import io.pitrguard.port.ComplianceResults.Compliance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of AWS Config did in one invocation, as it is written out. Each list holds 500 elements at most, fewer where
 * a log would not take them, with the number of those left out.
 *
 * @param rule the rule's name in Config
 * @param test whether Config recorded nothing
 * @param reported how many evaluations Config took
 * @param evaluations those, in the order of the tables' names
 * @param withdrawn results of tables that no longer exist
 * @param undetermined tables that nothing was said of, with why
 * @param problems what could not be reported or read
 * @param tables the tables that there is something to say of, as judged and remediated; null where the rule only reports
 */
public record ConfigRuleView(
        String rule,
        boolean test,
        int reported,
        List<EvaluationView> evaluations,
        int evaluationsOmitted,
        List<String> withdrawn,
        List<String> undetermined,
        List<String> problems,
        @Nullable SweepView tables) {
    public ConfigRuleView {
        evaluations = List.copyOf(evaluations);
        withdrawn = List.copyOf(withdrawn);
        undetermined = List.copyOf(undetermined);
        problems = List.copyOf(problems);
    }

    /** One evaluation as Config got it. */
    public record EvaluationView(
            String resourceType, String resourceId, Compliance compliance, String annotation, String orderedAt) {}
}
