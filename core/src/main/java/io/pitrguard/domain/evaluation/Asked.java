package io.pitrguard.domain.evaluation;

/**
 * A rule's words for what it asks.
 *
 * @param annotation for AWS Config, to follow "Rule x requires"
 * @param description for people who read the policy, to follow "They must have"
 */
public record Asked(String annotation, String description, Handling handling) {
    /** What a rule whose action is {@code remediate} does about a table that lacks it. */
    public sealed interface Handling {
        /**
         * It is remediated.
         *
         * @param change what is done, as a clause
         */
        record Remediated(String change) implements Handling {}

        /**
         * People are alerted.
         *
         * @param missing what they are alerted about, to follow "pitr-guard only alerts about"
         */
        record AlertOnly(String missing) implements Handling {}
    }
}
