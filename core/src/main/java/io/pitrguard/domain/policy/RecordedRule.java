package io.pitrguard.domain.policy;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rule of a table in the ledger, which keeps no tags: the one that applied when the table was last observed; where that
 * was not recorded, the only one that a policy can apply.
 *
 * @param name empty where nobody knows the rule
 * @param rule what the policy says of it; empty if the policy has no such rule for the table
 */
public record RecordedRule(Optional<String> name, Optional<Rule> rule) {
    private static final Tags NOT_KEPT =
            new Tags.Unreadable(new Cause(Cause.Kind.REFUSED, "The ledger does not keep the tags of tables."));

    /**
     * Returns the rule as of a moment.
     *
     * @param recorded the name of the rule that the ledger has; empty if it has none
     */
    public static RecordedRule of(Policy policy, TableRef table, Optional<String> recorded, Instant now) {
        List<Rule> candidates = policy.choose(table, NOT_KEPT, now).candidates();
        Optional<Rule> rule = recorded.isPresent()
                ? candidates.stream()
                        .filter(each -> each.name().equals(recorded.get()))
                        .findFirst()
                : candidates.stream().filter(_ -> candidates.size() == 1).findFirst();
        return new RecordedRule(recorded.or(() -> rule.map(Rule::name)), rule);
    }

    /** Returns what the rule requires: that recovery is on where nobody knows the rule, or it requires nothing. */
    public Requirement requirement() {
        return rule.map(Rule::effect)
                .filter(Rule.Effect.Require.class::isInstance)
                .map(effect -> ((Rule.Effect.Require) effect).requirement())
                .orElse(Requirement.RECOVERY_ON);
    }
}
