package io.pitrguard.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of AWS Config did in one invocation, as it is written out.
 *
 * @param rule the rule's name in Config
 * @param test whether Config recorded nothing
 * @param evaluations what was reported, in the order of the tables' names; left out, with a count, beyond 500
 * @param withdrawn results of tables that no longer exist; cut, with a count, beyond 500
 * @param undetermined tables that nothing was said of, with why; cut in the same way
 * @param problems what could not be reported or read
 * @param tables the tables that there is something to say of, 300 at most, as judged and corrected; null where nothing
 *     was to be done
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
            String resourceType, String resourceId, String compliance, String annotation, String orderedAt) {}
}
