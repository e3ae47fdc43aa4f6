package io.pitrguard.configrule;

import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.sweep.SweepResult;
import java.util.List;
import java.util.Optional;

/**
 * What an AWS Config rule did in one invocation.
 *
 * @param reported the evaluations that Config took
 * @param withdrawn results of tables that no longer exist, which were reported to Config as not applicable
 * @param undetermined tables that were not reported, with why
 * @param problems what could not be reported or read, in words; because of them, and of undetermined tables, the invocation
 *     fails once everything else is done
 * @param acted the tables as judged and, if the policy says so, remediated; empty if the rule only reports
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
