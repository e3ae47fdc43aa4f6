package io.pitrguard.infra;

import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What decides on which resources drills may act.
 *
 * @param sources patterns of the names of tables that a policy lets drills restore
 * @param exports buckets and folders of exports that a policy lets drills make, such as {@code exports/drills}
 */
record DrillAccess(List<String> sources, List<String> exports) {
    private static final String PROTOCOL = "s3://";
    private static final String EVERY_NAME = "*";

    DrillAccess {
        sources = List.copyOf(sources);
        exports = List.copyOf(exports);
    }

    /** Returns what a policy asks for. Names are all that IAM can tell tables by: a rule of tags fits every name. */
    static DrillAccess of(Policy policy) {
        List<String> sources = policy.rules().stream()
                .filter(rule -> drill(rule).isPresent())
                .flatMap(DrillAccess::names)
                .distinct()
                .toList();
        return new DrillAccess(
                sources.contains(EVERY_NAME) ? List.of(EVERY_NAME) : sources,
                policy.rules().stream()
                        .flatMap(rule -> drill(rule).stream())
                        .flatMap(drill -> drill.exactCount().stream())
                        .map(DrillAccess::folder)
                        .distinct()
                        .toList());
    }

    private static Optional<DrillRequirement> drill(Rule rule) {
        return rule.effect() instanceof Rule.Effect.Require require
                ? require.requirement().get(DrillCheck.DRILL)
                : Optional.empty();
    }

    /** In both {@code *} stands for any characters, and {@code ?} for one. */
    private static Stream<String> names(Rule rule) {
        List<Glob> tables = rule.match().tables();
        return tables.isEmpty() ? Stream.of(EVERY_NAME) : tables.stream().map(Glob::text);
    }

    private static String folder(String destination) {
        return (destination.startsWith(PROTOCOL) ? destination.substring(PROTOCOL.length()) : destination)
                .replaceAll("/+$", "");
    }
}
