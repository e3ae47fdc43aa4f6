package io.pitrguard.domain.policy;

/** One rule of a policy: which tables, and what of them. */
public record Rule(String name, Match match, Effect effect) {
    /** What a rule does with the tables that it matches. */
    public sealed interface Effect {
        /** Asks something of them. */
        record Require(Requirement requirement, Action action) implements Effect {}

        /** Lets them be. */
        record Exempt(Exemption exemption) implements Effect {}
    }

    public Rule {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a rule needs a name");
        }
    }
}
