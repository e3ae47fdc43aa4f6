package io.pitrguard.drill;

import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RecordedRule;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableTags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds which drill a policy requires of one table now. Reads the table's tags only where they decide, and the ledger only where
 * those do not decide either: it has the rule that applied in the last sweep, which knew the account's organizational units.
 */
public final class RequiredDrill {
    private static final Tags NOT_READ =
            new Tags.Unreadable(new Cause(Cause.Kind.NOT_YET, "The table's tags were not read."));

    private final Policy policy;
    private final TableTags tags;
    private final Ledger ledger;

    /** Creates it for a policy of one account. */
    public RequiredDrill(Policy policy, TableTags tags, Ledger ledger) {
        this.policy = policy;
        this.tags = tags;
        this.ledger = ledger;
    }

    /** What the policy requires. */
    public sealed interface Answer {
        /** A drill. */
        record Required(DrillRequirement requirement) implements Answer {}

        /** None. */
        record NotRequired() implements Answer {}

        /** Which rule applies could not be found out. */
        record NotKnown(Cause cause) implements Answer {}
    }

    /** Returns what the policy requires of a table at a moment. */
    public Answer of(TableRef table, Instant now) {
        return certain(policy.choose(table, NOT_READ, now).candidates()).orElseGet(() -> {
            Tags read = tags.of(table);
            return certain(policy.choose(table, read, now).candidates()).orElseGet(() -> recorded(table, read, now));
        });
    }

    private Answer recorded(TableRef table, Tags read, Instant now) {
        return switch (ledger.read(table)) {
            case Result.Failure<Ledger.Stored>(Cause cause) -> new Answer.NotKnown(cause);
            case Result.Success<Ledger.Stored>(Ledger.Stored stored) ->
                Optional.of(stored.record())
                        .flatMap(TableRecord::rule)
                        .flatMap(name -> RecordedRule.of(policy, table, Optional.of(name), now)
                                .rule())
                        .map(RequiredDrill::required)
                        .orElseGet(() -> new Answer.NotKnown(notKnown(read)));
        };
    }

    private static Cause notKnown(Tags read) {
        return read instanceof Tags.Unreadable(Cause cause)
                ? cause
                : new Cause(
                        Cause.Kind.NOT_YET,
                        "It depends on the account's organizational units, which only a sweep of an organization knows.");
    }

    private static Optional<Answer> certain(List<Rule> candidates) {
        if (candidates.stream().allMatch(rule -> required(rule) instanceof Answer.NotRequired)) {
            return Optional.of(new Answer.NotRequired());
        }
        return candidates.size() == 1 ? Optional.of(required(candidates.getFirst())) : Optional.empty();
    }

    private static Answer required(Rule rule) {
        return by(rule).<Answer>map(Answer.Required::new).orElseGet(Answer.NotRequired::new);
    }

    /** Returns the drill that a rule requires; empty if it requires none. */
    static Optional<DrillRequirement> by(Rule rule) {
        return rule.effect() instanceof Rule.Effect.Require require
                ? require.requirement().get(DrillCheck.DRILL)
                : Optional.empty();
    }
}
