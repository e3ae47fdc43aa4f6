package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Rule;
import java.util.List;
import java.util.Optional;

/**
 * A verdict with how it came about.
 *
 * @param rule the rule that applied; empty where it hangs on tags that could not be read
 * @param notices what people must hear beside the verdict
 * @param wantsDetails whether the table's description, not read yet, could change the verdict or is needed to act on
 *     it: read it and evaluate again
 */
public record Judgement(Verdict verdict, Optional<Rule> rule, List<Notice> notices, boolean wantsDetails) {
    public Judgement {
        notices = List.copyOf(notices);
    }
}
