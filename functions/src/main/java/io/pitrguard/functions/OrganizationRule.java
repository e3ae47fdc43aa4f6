package io.pitrguard.functions;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.organization.KnownAccounts;
import io.pitrguard.organization.Membership;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.EventWiring;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.Wiring;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Evaluates for the rules that AWS Config has in each account for a rule of the organization: reads the tables, and reports,
 * with the member role of the account whose event it is.
 */
final class OrganizationRule implements RuleTargets {
    private final Deployment deployment;
    private final MemberAccess members;
    private final AccountRegion here;
    private final OrganizationAccess<Target> access;

    private OrganizationRule(Deployment deployment, KnownAccounts accounts, AccountRegion here) {
        this.deployment = deployment;
        this.here = here;
        this.members = HubWiring.members(
                deployment.clients(), here, deployment.settings().hub(), FunctionKind.CONFIG_RULE);
        this.access = new OrganizationAccess<>(accounts, this::target);
    }

    /** Evaluates in these accounts, from the account and region that the function runs in. */
    static Function<AccountRegion, RuleTargets> in(Deployment deployment, KnownAccounts accounts) {
        Map<AccountRegion, RuleTargets> made = new HashMap<>();
        return here -> made.computeIfAbsent(here, _ -> new OrganizationRule(deployment, accounts, here));
    }

    /** A test must not lead to the tables of another account either. */
    @Override
    public AccountRegion of(EventFields event, EventFields invoking, boolean test) {
        return RulePlaces.verified(event, invoking, here.partition());
    }

    @Override
    public Target at(AccountRegion place) {
        return access.at(place);
    }

    private Target target(Membership.Member member, AccountRegion place) {
        AwsClients clients = members.to(place);
        return new Target(
                Wiring.configRule(clients, deployment.clients(), deployment.settings(), deployment.time()),
                EventWiring.recordedItems(clients),
                policy -> policy.within(member.account().units()));
    }
}
