package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.FactKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A verdict with how it came about.
 *
 * @param rule the rule that applied; empty where it depends on tags that could not be read
 * @param notices what people must hear beside the verdict
 * @param missing facts that nobody has read yet and that could change the verdict, or are needed to act on it: read
 *     them and evaluate again
 */
public record Judgement(Verdict verdict, Optional<Rule> rule, List<Notice> notices, Set<FactKind> missing) {
    public Judgement {
        notices = List.copyOf(notices);
        missing = Set.copyOf(missing);
    }

    /** Creates a judgement that nothing is missing for. */
    public Judgement(Verdict verdict, Optional<Rule> rule, List<Notice> notices) {
        this(verdict, rule, notices, Set.of());
    }
}
