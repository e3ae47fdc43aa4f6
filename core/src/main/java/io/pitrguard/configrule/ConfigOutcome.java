package io.pitrguard.configrule;

import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.sweep.SweepResult;
import java.util.List;
import java.util.Optional;

/**
 * What a rule of AWS Config did in one invocation.
 *
 * @param reported the evaluations that Config took
 * @param withdrawn results of tables that no longer exist, which Config took as not applicable
 * @param undetermined tables that nothing was said of, with why
 * @param problems what could not be reported or read, in words; the invocation fails for them, and for undetermined
 *     tables, once all else is done
 * @param acted the tables as judged and, where the policy lets it, corrected; empty where nothing was to be done
 */
public record ConfigOutcome(
        List<Evaluation> reported,
        List<Evaluation> withdrawn,
        List<String> undetermined,
        List<String> problems,
        Optional<SweepResult> acted) {
    public ConfigOutcome {
        reported = List.copyOf(reported);
        withdrawn = List.copyOf(withdrawn);
        undetermined = List.copyOf(undetermined);
        problems = List.copyOf(problems);
    }
}
