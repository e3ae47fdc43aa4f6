package io.pitrguard.functions;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.organization.KnownAccounts;
import io.pitrguard.organization.Membership;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.Wiring;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reacts in all accounts and regions of the organization, in each with its member role and its part of the policy. */
final class OrganizationDrift implements DriftTargets {
    private final Deployment deployment;
    private final MemberAccess members;
    private final AccountRegion here;
    private final OrganizationAccess<Target> access;

    private OrganizationDrift(Deployment deployment, KnownAccounts accounts, AccountRegion here) {
        this.deployment = deployment;
        this.here = here;
        this.members = HubWiring.members(
                deployment.clients(), here, deployment.settings().hub(), FunctionKind.DRIFT);
        this.access = new OrganizationAccess<>(accounts, this::target);
    }

    /** Reacts in these accounts, from the account and region that the function runs in. */
    static Function<AccountRegion, DriftTargets> in(Deployment deployment, KnownAccounts accounts) {
        Map<AccountRegion, DriftTargets> made = new HashMap<>();
        return here -> made.computeIfAbsent(here, _ -> new OrganizationDrift(deployment, accounts, here));
    }

    @Override
    public CallPlaces places() {
        HubSettings hub = deployment.settings().hub();
        String role = hub.memberRole();
        return new CallPlaces.Everywhere(
                here.partition(),
                Optional.of(role.substring(role.lastIndexOf('/') + 1)),
                hub.scope().regions());
    }

    @Override
    public Target at(AccountRegion place) {
        return access.at(place);
    }

    private Target target(Membership.Member member, AccountRegion place) {
        Settings settings = deployment.settings();
        return new Target(
                Wiring.drift(members.to(place), deployment.clients(), settings, deployment.time()),
                settings.policy().within(member.account().units()),
                settings.policy().owner(member.account().id()).or(member::owner));
    }
}
