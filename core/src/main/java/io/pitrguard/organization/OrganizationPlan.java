package io.pitrguard.organization;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.List;

/**
 * What a sweep of the organization goes through.
 *
 * @param places one for each account and region, in the order of accounts and regions
 * @param skipped accounts that are left out, and why
 * @param failed accounts of which not even the regions are known, and why
 * @param gaps why further accounts may be missing
 */
public record OrganizationPlan(List<Place> places, List<Skipped> skipped, List<Failed> failed, List<Cause> gaps) {
    /** A region of an account. */
    public record Place(MemberAccount account, AccountRegion where) {}

    /** An account that is left out. */
    public record Skipped(MemberAccount account, String reason) {}

    /** An account that cannot be swept. */
    public record Failed(MemberAccount account, Cause cause) {}

    public OrganizationPlan {
        places = List.copyOf(places);
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
        gaps = List.copyOf(gaps);
    }
}
