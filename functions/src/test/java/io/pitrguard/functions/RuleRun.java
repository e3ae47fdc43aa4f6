package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.traffic.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One invocation of the rule's function.
 *
 * @param logged the answer as it stands in the log, also when the invocation failed; empty when it failed before
 * @param failure why the invocation failed; empty when it did not
 * @param metrics the metrics line; empty when there is none
 * @param accepted what AWS Config took during the invocation
 * @param published the alerts that went out during the invocation
 * @param calls what AWS was asked during the invocation
 */
record RuleRun(
        Optional<ConfigRuleView> logged,
        Optional<String> failure,
        Map<?, ?> metrics,
        List<Evaluation> accepted,
        List<Published> published,
        List<Call> calls) {

    /** The answer of an invocation that must have succeeded. */
    ConfigRuleView answer() {
        assertThat(failure).isEmpty();
        return logged.orElseThrow();
    }

    /** Why an invocation failed that must have. */
    String failed() {
        assertThat(failure).isPresent();
        return failure.orElseThrow();
    }

    /** The one evaluation that AWS Config must have taken, as {@code COMPLIANCE annotation}. */
    String only() {
        assertThat(accepted).hasSize(1);
        return words(accepted.getFirst());
    }

    /** An evaluation as {@code COMPLIANCE annotation}. */
    static String words(Evaluation evaluation) {
        Compliance compliance = evaluation.compliance();
        return compliance + " " + evaluation.annotation();
    }

    /** How often an operation was called. */
    long count(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).count();
    }
}
