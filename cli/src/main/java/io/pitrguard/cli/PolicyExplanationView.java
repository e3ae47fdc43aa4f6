package io.pitrguard.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rule of a policy applies to a table, as JSON.
 *
 * @param account null where it is not known
 * @param region null where it is not known
 * @param at the moment that is explained, ISO-8601, UTC
 * @param owner who gets the digest of the account; null where that is not known, or nobody
 * @param restores who may restore tables, in sentences; null if the policy does not say
 * @param rules in the order in which they are tried, up to the one that certainly applies
 * @param meanings what each rule means that applies, or may apply
 */
public record PolicyExplanationView(
        String table,
        @Nullable String account,
        @Nullable String region,
        String at,
        @Nullable String owner,
        @Nullable String restores,
        List<RuleView> rules,
        List<MeaningView> meanings) {
    public PolicyExplanationView {
        rules = List.copyOf(rules);
        meanings = List.copyOf(meanings);
    }

    /** What trying a rule came to. */
    public enum Result {
        NO_MATCH,
        /** It matches, but its exemption is over. */
        ENDED,
        /** It matches if what is not known of the table is as the text states. */
        DEPENDS,
        APPLIES
    }

    /** A rule that was tried. */
    public record RuleView(String name, Result result, String text) {}

    /** What a rule means for the table, in sentences. */
    public record MeaningView(String rule, List<String> paragraphs) {
        public MeaningView {
            paragraphs = List.copyOf(paragraphs);
        }
    }
}
