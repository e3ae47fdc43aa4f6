package io.pitrguard.infra;

import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The names of tables that some rules of a policy are about, as IAM writes them. */
final class RuleTables {
    private static final String EVERY_NAME = "*";

    private RuleTables() {}

    /** Returns the patterns. Names are all that IAM can tell tables by: a rule of tags fits every name. */
    static List<String> of(Policy policy, Predicate<Rule> which) {
        List<String> names = policy.rules().stream()
                .filter(which)
                .flatMap(RuleTables::names)
                .distinct()
                .toList();
        return names.contains(EVERY_NAME) ? List.of(EVERY_NAME) : names;
    }

    /** In both {@code *} stands for any characters, and {@code ?} for one. */
    private static Stream<String> names(Rule rule) {
        List<Glob> tables = rule.match().tables();
        return tables.isEmpty() ? Stream.of(EVERY_NAME) : tables.stream().map(Glob::text);
    }
}
