package io.pitrguard.organization;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.policy.UnitPattern;
import java.util.List;
import java.util.Optional;

/**
 * Which accounts and regions of the organization a sweep is about. An account is in if it, or a unit above it, is included
 * and neither is excluded; if nothing is included, all are.
 *
 * @param accounts ids of included accounts, twelve digits
 * @param units included units
 * @param withoutAccounts ids of excluded accounts
 * @param withoutUnits excluded units
 * @param regions the regions to sweep in each account; empty for all that are enabled there
 */
public record OrganizationScope(
        List<String> accounts,
        List<UnitPattern> units,
        List<String> withoutAccounts,
        List<UnitPattern> withoutUnits,
        List<String> regions) {
    /** All accounts, in all regions that are enabled there. */
    public static final OrganizationScope EVERYTHING =
            new OrganizationScope(List.of(), List.of(), List.of(), List.of(), List.of());

    public OrganizationScope {
        accounts = List.copyOf(accounts);
        units = List.copyOf(units);
        withoutAccounts = List.copyOf(withoutAccounts);
        withoutUnits = List.copyOf(withoutUnits);
        regions = List.copyOf(regions);
    }

    /**
     * Returns why an account is left out; empty if it is not.
     *
     * @param roots ids of the organization's roots: each account is below them
     */
    Optional<String> leavesOut(MemberAccount account, List<String> roots) {
        if (!included(account, roots)) {
            return Optional.of("not selected");
        }
        if (withoutAccounts.contains(account.id()) || anyMatches(withoutUnits, account, roots)) {
            return Optional.of("excluded");
        }
        return account.usable() ? Optional.empty() : Optional.of(account.state().words());
    }

    private boolean included(MemberAccount account, List<String> roots) {
        return (accounts.isEmpty() && units.isEmpty())
                || accounts.contains(account.id())
                || anyMatches(units, account, roots);
    }

    private static boolean anyMatches(List<UnitPattern> patterns, MemberAccount account, List<String> roots) {
        return patterns.stream()
                .anyMatch(pattern -> roots.contains(pattern.text()) || pattern.matches(account.units()));
    }
}
