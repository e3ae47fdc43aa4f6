package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what is valid in a policy and yet probably a mistake. */
public final class PolicyWarnings {
    /** The regions that no public price list has. */
    private static final List<String> WITHOUT_PRICE = List.of(
            "cn-north-1",
            "cn-northwest-1",
            "eu-isoe-west-1",
            "eusc-de-east-1",
            "us-iso-east-1",
            "us-iso-west-1",
            "us-isob-east-1",
            "us-isob-west-1",
            "us-isof-east-1",
            "us-isof-south-1");

    private PolicyWarnings() {}

    /**
     * Returns a sentence or two for each pattern that matches no region, and for a key that changes nothing.
     *
     * @param priced the regions of the price list
     */
    public static List<String> of(Policy policy, Collection<String> priced) {
        Set<String> regions = regions(priced);
        List<String> warnings = new ArrayList<>();
        ofLimits(policy.limits()).ifPresent(warnings::add);
        RestorePolicyDescription.warning(policy.recovery()).ifPresent(warnings::add);
        for (Rule rule : policy.rules()) {
            rule.match().regions().stream()
                    .filter(pattern -> regions.stream().noneMatch(pattern::matches))
                    .map(pattern -> "Rule '" + rule.name() + "': '" + pattern + "' matches no known region. "
                            + remedy(pattern, regions))
                    .forEach(warnings::add);
        }
        return List.copyOf(warnings);
    }

    private static Optional<String> ofLimits(Limits limits) {
        int sweep = limits.maxChangesPerSweep();
        int account = limits.maxChangesPerAccount().orElse(0);
        return account > sweep
                ? Optional.of(
                        "limits.maxChangesPerAccount (%d) is above maxChangesPerSweep (%d), so that it limits nothing. Lower it, or raise maxChangesPerSweep."
                                .formatted(account, sweep))
                : Optional.empty();
    }

    /** Returns a sentence or two if a region is not known; empty if it is. */
    public static Optional<String> ofRegion(String region, Collection<String> priced) {
        Set<String> regions = regions(priced);
        return regions.contains(region)
                ? Optional.empty()
                : Optional.of("'" + region + "' is not a known region. " + remedy(new Glob(region), regions));
    }

    private static Set<String> regions(Collection<String> priced) {
        TreeSet<String> regions = new TreeSet<>(priced);
        regions.addAll(WITHOUT_PRICE);
        return regions;
    }

    private static String remedy(Glob pattern, Collection<String> regions) {
        List<String> near = near(pattern, regions);
        return near.isEmpty()
                ? "Write a region's code, such as eu-west-1, or eu-*; ignore this if the region is new."
                : "Did you mean " + MatchDescription.join(near, "or") + "? Ignore this if the region is new.";
    }

    /** Returns the nearest regions; for a pattern, what it was meant to be with the beginning of each region. */
    private static List<String> near(Glob pattern, Collection<String> regions) {
        String text = pattern.text();
        int wildcard = firstWildcard(text);
        Collection<String> candidates = new TreeSet<>();
        for (String region : regions) {
            String candidate = wildcard == text.length()
                    ? region
                    : region.substring(0, Math.min(wildcard, region.length())) + text.substring(wildcard);
            if (regions.stream().anyMatch(new Glob(candidate)::matches)) {
                candidates.add(candidate);
            }
        }
        return Suggestion.nearest(text, candidates);
    }

    private static int firstWildcard(String text) {
        int wildcard = 0;
        while (wildcard < text.length() && "*?".indexOf(text.charAt(wildcard)) < 0) {
            wildcard++;
        }
        return wildcard;
    }
}
