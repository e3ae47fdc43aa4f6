package io.pitrguard.infra;

import io.pitrguard.config.Prices;
import io.pitrguard.config.policy.PolicyWarnings;
import io.pitrguard.domain.policy.UnitPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what is valid in an organization's scope and yet probably a mistake: each sweep would report blind spots. */
final class ScopeWarnings {
    /** IAM Identity Center names its roles so, and gives them a path. */
    private static final String OF_IDENTITY_CENTER = "AWSReservedSSO_";

    private ScopeWarnings() {}

    /**
     * What is probably a mistake.
     *
     * @param option the option to look at first
     * @param text a few sentences
     */
    record Warning(Option option, String text) {}

    /** Returns a warning of each contradiction, and of each region that is not known. */
    static List<Warning> of(FleetOptions.Hub hub, String home) {
        List<Warning> warnings = new ArrayList<>();
        if (hub.members().stackSets() != FleetOptions.StackSets.NONE) {
            units(hub).ifPresent(warnings::add);
            regions(hub, home).ifPresent(warnings::add);
        }
        everyAccount(hub).ifPresent(warnings::add);
        leftOut(hub.scope()).ifPresent(warnings::add);
        withoutPath(hub.access().operatorRoles()).ifPresent(warnings::add);
        warnings.addAll(unknown(Option.REGIONS, hub.scope().regions()));
        if (!hub.members().regions().equals(others(hub.scope().regions(), home))) {
            warnings.addAll(unknown(Option.MEMBER_REGIONS, hub.members().regions()));
        }
        return warnings;
    }

    private static Optional<Warning> units(FleetOptions.Hub hub) {
        List<String> members = hub.members().units();
        if (members.stream().anyMatch(unit -> new UnitPattern(unit).namesRoot())) {
            return Optional.empty();
        }
        FleetOptions.Scope scope = hub.scope();
        if (scope.units().isEmpty() && scope.accounts().isEmpty()) {
            return Optional.of(new Warning(
                    Option.MEMBER_OUS,
                    "memberOus is narrower than the accounts swept: without ous every account of the organization"
                            + " is swept, and those outside memberOus have no role. Set ous, too."));
        }
        // Whether a path is below an id only the organization knows.
        List<String> without = scope.units().stream()
                .filter(unit -> unit.matches(UnitPattern.ID) || new UnitPattern(unit).namesRoot())
                .filter(unit -> !members.contains(unit))
                .toList();
        return about(
                Option.MEMBER_OUS,
                without,
                "memberOus does not name %s of ous: accounts there have no role, unless a unit of memberOus is above them."
                        + " Add what is missing to memberOus.");
    }

    private static Optional<Warning> everyAccount(FleetOptions.Hub hub) {
        FleetOptions.Scope scope = hub.scope();
        boolean unlimited = scope.units().isEmpty() && scope.accounts().isEmpty();
        boolean root = scope.units().stream().anyMatch(unit -> new UnitPattern(unit).namesRoot());
        boolean all = (unlimited || root) && scope.excludedUnits().isEmpty();
        return all || !hub.configRule()
                ? Optional.empty()
                : Optional.of(new Warning(
                        Option.ORGANIZATION_CONFIG_RULE,
                        "organizationConfigRule is for every account of the organization: ous, accounts and"
                                + " excludeOus do not limit it, and one account without a recorder fails the deployment."
                                + " excludeAccounts leaves an account out, of sweeps too. Set organizationConfigRule once all"
                                + " accounts are swept."));
    }

    private static Optional<Warning> leftOut(FleetOptions.Scope scope) {
        List<String> both = scope.accounts().stream()
                .filter(scope.excludedAccounts()::contains)
                .toList();
        return about(
                Option.EXCLUDE_ACCOUNTS,
                both,
                "accounts and excludeAccounts both name %s: excluded accounts are not swept. Remove what should be swept from"
                        + " excludeAccounts, and the rest from accounts.");
    }

    private static Optional<Warning> withoutPath(Collection<String> roles) {
        List<String> without = roles.stream()
                .filter(role -> role.startsWith(OF_IDENTITY_CENTER))
                .toList();
        return about(
                Option.OPERATOR_ROLES,
                without,
                "operatorRoles names %s without its path, so the member role trusts nobody by that name."
                        + " Write what follows :role/ in its ARN: aws-reserved/sso.amazonaws.com/REGION/"
                        + OF_IDENTITY_CENTER + "….");
    }

    private static Optional<Warning> regions(FleetOptions.Hub hub, String home) {
        List<String> without = others(hub.scope().regions(), home).stream()
                .filter(region -> !region.equals(FleetOptions.ALL_REGIONS))
                .filter(region -> !hub.members().regions().contains(region))
                .toList();
        return about(
                Option.MEMBER_REGIONS,
                without,
                "memberRegions does not name %s of regions: tables there are swept, but calls on them are not forwarded."
                        + " Add what is missing to memberRegions.");
    }

    /** Returns a warning about some of the names of an option, which the text has as {@code %s}; empty if there are none. */
    private static Optional<Warning> about(Option option, List<String> names, String text) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Warning(option, text.formatted(String.join(", ", names))));
    }

    private static List<String> others(List<String> regions, String home) {
        return regions.stream().filter(region -> !region.equals(home)).toList();
    }

    private static List<Warning> unknown(Option option, Collection<String> regions) {
        Collection<String> known = Prices.shipped().usdPerGbMonth().keySet();
        return regions.stream()
                .filter(region -> !region.equals(FleetOptions.ALL_REGIONS))
                .flatMap(region -> PolicyWarnings.ofRegion(region, known).stream())
                .map(problem -> new Warning(option, option.key() + ": " + problem))
                .toList();
    }
}
