package io.pitrguard.configrule;

import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.sweep.JudgedTables;
import java.util.List;
import java.util.Optional;

/**
 * The evaluations of a rule of AWS Config, and the tables that it may remediate.
 *
 * @param undetermined tables that are not reported, with why
 * @param problems what fails the invocation although the table was judged
 * @param tables empty where there is nothing to act on
 */
record JudgedEvaluations(
        List<Evaluation> evaluations, List<String> undetermined, List<String> problems, Optional<JudgedTables> tables) {
    /** Creates one that consists of an evaluation that is not acted on. */
    static JudgedEvaluations of(Evaluation evaluation) {
        return new JudgedEvaluations(List.of(evaluation), List.of(), List.of(), Optional.empty());
    }
}
