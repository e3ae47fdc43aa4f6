package io.pitrguard.infra;

import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What decides on which resources drills may act.
 *
 * @param sources patterns of the names of tables that a policy lets drills restore
 * @param exports buckets and folders of exports that a policy lets drills make, such as {@code exports/drills}
 */
record DrillAccess(List<String> sources, List<String> exports) {
    private static final String PROTOCOL = "s3://";

    DrillAccess {
        sources = List.copyOf(sources);
        exports = List.copyOf(exports);
    }

    /** Returns what a policy asks for. */
    static DrillAccess of(Policy policy) {
        return new DrillAccess(
                RuleTables.of(policy, rule -> drill(rule).isPresent()),
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

    private static String folder(String destination) {
        return (destination.startsWith(PROTOCOL) ? destination.substring(PROTOCOL.length()) : destination)
                .replaceAll("/+$", "");
    }
}
