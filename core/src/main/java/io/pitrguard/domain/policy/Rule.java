package io.pitrguard.domain.policy;

/** One rule of a policy: which tables, and what of them. */
public record Rule(String name, Match match, Effect effect) {
    /** What a rule does with the tables that it matches. */
    public sealed interface Effect {
        /**
         * Asks something of them.
         *
         * @param exemptTags whether a table's own tags may exempt it
         * @param schedules what pitr-guard regularly does with the tables
         */
        record Require(Requirement requirement, Action action, boolean exemptTags, Schedules schedules)
                implements Effect {
            /** Creates an effect without schedules. */
            public Require(Requirement requirement, Action action, boolean exemptTags) {
                this(requirement, action, exemptTags, Schedules.NONE);
            }

            /** Creates an effect that lets a table's tags exempt it. */
            public Require(Requirement requirement, Action action) {
                this(requirement, action, true);
            }
        }

        /** Lets them be. */
        record Exempt(Exemption exemption) implements Effect {}
    }

    public Rule {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a rule needs a name");
        }
    }

    /** Returns what pitr-guard regularly does with the tables of the rule. */
    public Schedules schedules() {
        return switch (effect) {
            case Effect.Require require -> require.schedules();
            case Effect.Exempt _ -> Schedules.NONE;
        };
    }

    /** Whether the rule does not let a table's own tags exempt it. */
    public boolean refusesExemptTags() {
        return effect instanceof Effect.Require require && !require.exemptTags();
    }
}
