package io.pitrguard.organization;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep of the organization goes through.
 *
 * @param places one for each account and region, in the order of accounts and regions
 * @param skipped accounts that are left out, and why
 * @param failed accounts of which not even the regions are known, and why
 * @param gaps why further accounts may be missing, and what the scope or the policy names that is not there
 * @param unlisted those of the gaps that are lists of the organization's accounts which could not be read to their ends
 */
public record OrganizationPlan(
        List<Place> places, List<Skipped> skipped, List<Failed> failed, List<Cause> gaps, List<Cause> unlisted) {
    /** A region of an account. */
    public record Place(MemberAccount account, AccountRegion where) {}

    /** An account that is left out. */
    public record Skipped(MemberAccount account, String reason) {}

    /** An account that cannot be swept. */
    public record Failed(MemberAccount account, Cause cause) {}

    /** Creates a plan whose gaps are lists that could not be read. */
    public OrganizationPlan(List<Place> places, List<Skipped> skipped, List<Failed> failed, List<Cause> gaps) {
        this(places, skipped, failed, gaps, gaps);
    }

    public OrganizationPlan {
        places = List.copyOf(places);
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
        gaps = List.copyOf(gaps);
        unlisted = List.copyOf(unlisted);
    }

    /** Whether all accounts of the organization could be listed. */
    public boolean listed() {
        return unlisted.isEmpty();
    }

    /** Returns the places with these first, in their order, as far as the plan has them; then the others in theirs. */
    public List<Place> beginningWith(List<AccountRegion> first) {
        Map<AccountRegion, Integer> ranks = new HashMap<>();
        first.forEach(where -> ranks.putIfAbsent(where, ranks.size()));
        return places.stream()
                .sorted(Comparator.comparingInt(place -> ranks.getOrDefault(place.where(), ranks.size())))
                .toList();
    }
}
