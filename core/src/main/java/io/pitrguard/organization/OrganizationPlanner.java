package io.pitrguard.organization;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnabledRegions;
import io.pitrguard.port.Organization;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds out which accounts and regions a sweep of the organization goes through. */
public final class OrganizationPlanner {
    private static final int AT_ONCE = 8;

    private final Organization organization;
    private final EnabledRegions regions;
    private final String partition;

    private record Regions(MemberAccount account, Result<List<String>> names) {}

    /**
     * Creates a planner.
     *
     * @param regions is asked only if the scope does not name the regions
     * @param partition that of all accounts: an organization never spans two
     */
    public OrganizationPlanner(Organization organization, EnabledRegions regions, String partition) {
        this.organization = organization;
        this.regions = regions;
        this.partition = partition;
    }

    /**
     * Plans what no policy has a say in.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public OrganizationPlan plan(OrganizationScope scope) throws InterruptedException {
        return plan(scope, Policy.BUILT_IN);
    }

    /**
     * Plans. What AWS answers never makes it throw: it is in the plan. What the scope or the policy names and the
     * organization does not have is a gap, and so is a scope without any account.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public OrganizationPlan plan(OrganizationScope scope, Policy policy) throws InterruptedException {
        Organization.Accounts accounts = organization.accounts();
        List<MemberAccount> chosen = new ArrayList<>();
        List<OrganizationPlan.Skipped> skipped = new ArrayList<>();
        for (MemberAccount account : unique(accounts.known())) {
            scope.leavesOut(account, accounts.roots())
                    .ifPresentOrElse(
                            reason -> skipped.add(new OrganizationPlan.Skipped(account, reason)),
                            () -> chosen.add(account));
        }
        List<OrganizationPlan.Place> places = new ArrayList<>();
        List<OrganizationPlan.Failed> failed = new ArrayList<>();
        for (Regions of : Workers.map(AT_ONCE, chosen, account -> new Regions(account, regions(account, scope)))) {
            switch (of.names()) {
                case Result.Success<List<String>>(List<String> names) ->
                    names.forEach(name -> places.add(new OrganizationPlan.Place(
                            of.account(),
                            new AccountRegion(partition, of.account().id(), name))));
                case Result.Failure<List<String>>(Cause cause) ->
                    failed.add(new OrganizationPlan.Failed(of.account(), cause));
            }
        }
        return new OrganizationPlan(
                places, skipped, failed, new ScopeGaps(accounts).of(scope, policy, chosen.isEmpty()), accounts.gaps());
    }

    /** AWS may list an account twice while somebody moves it; it must not be swept by two workers. */
    private static List<MemberAccount> unique(List<MemberAccount> accounts) {
        Set<String> ids = new HashSet<>();
        return accounts.stream()
                .sorted(Comparator.comparing(MemberAccount::id))
                .filter(account -> ids.add(account.id()))
                .toList();
    }

    private Result<List<String>> regions(MemberAccount account, OrganizationScope scope) {
        return scope.regions().isEmpty()
                ? Result.of(() -> regions.of(account.id()))
                : new Result.Success<>(
                        scope.regions().stream().distinct().sorted().toList());
    }
}
