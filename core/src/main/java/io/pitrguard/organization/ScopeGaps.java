package io.pitrguard.organization;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a scope or a policy names and the organization does not have. A unit that somebody renamed would otherwise
 * take its accounts out of every sweep, or into it, and nobody would hear of that.
 */
record ScopeGaps(Organization.Accounts accounts) {
    private static final String REMEDY = "Correct it, or remove it.";

    /**
     * Returns why accounts may be missing, and what does not fit.
     *
     * @param empty whether no account is selected
     */
    List<Cause> of(OrganizationScope scope, Policy policy, boolean empty) {
        List<Cause> gaps = new ArrayList<>(accounts.gaps());
        unknown(scope.accounts())
                .forEach(id -> gaps.add(new Cause(
                        Cause.Kind.REFUSED,
                        "Account " + id + " is not in the organization, or could not be listed. Check its id.")));
        // Where lists are missing, so may be what is named.
        if (accounts.gaps().isEmpty()) {
            unknown(scope.withoutAccounts())
                    .forEach(id -> gaps.add(gap(
                            "Account " + id
                                    + " of excludeAccounts (--exclude-accounts) is not in the organization: it leaves out no account.",
                            REMEDY)));
            unfit(scope.units())
                    .forEach(unit -> gaps.add(gap(
                            "No organizational unit fits '" + unit + "' of ous (--ou): it selects no account.",
                            REMEDY)));
            unfit(scope.withoutUnits())
                    .forEach(unit -> gaps.add(gap(
                            "No organizational unit fits '" + unit
                                    + "' of excludeOus (--exclude-ou): it leaves out no account.",
                            REMEDY)));
            policy.rules().forEach(rule -> gaps.addAll(of(rule)));
        }
        if (empty && gaps.isEmpty()) {
            gaps.add(gap(
                    "The scope selects no account of the organization, so nothing is swept.",
                    "Check which accounts and organizational units are included and excluded."));
        }
        return gaps;
    }

    private List<Cause> of(Rule rule) {
        return unfit(rule.match().units()).stream()
                .map(unit -> gap(
                        "No organizational unit fits match.ou '%s' of rule '%s': it makes the rule apply to no account."
                                .formatted(unit, rule.name()),
                        REMEDY))
                .toList();
    }

    private List<String> unknown(List<String> ids) {
        return ids.stream()
                .filter(id -> accounts.known().stream()
                        .noneMatch(account -> account.id().equals(id)))
                .toList();
    }

    private List<UnitPattern> unfit(List<UnitPattern> patterns) {
        return patterns.stream()
                .filter(pattern -> !accounts.roots().contains(pattern.text())
                        && accounts.units().stream().noneMatch(pattern::matches))
                .toList();
    }

    private static Cause gap(String what, String remedy) {
        return new Cause(Cause.Kind.REFUSED, what, Optional.of(remedy));
    }
}
