package io.pitrguard.cli;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.HealthRules;
import io.pitrguard.domain.selfcheck.Trail;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.EnabledRegions;
import io.pitrguard.port.Result;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.OrganizationWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks what the hub needs in one account: the role, its permissions, and in each region the rule that sends calls and a
 * trail that logs them.
 *
 * @param here the hub's own account and region: the caller's own credentials count there
 * @param busArn the ARN of the hub's event bus; empty if it is not known, then rules are not checked
 */
record MemberCheck(
        MemberAccess members,
        EnabledRegions enabled,
        AccountRegion here,
        MemberProbes probes,
        Optional<String> busArn) {
    /**
     * A finding in an account.
     *
     * @param region empty if it is the same in all regions
     */
    record Found(MemberAccount account, Optional<String> region, HealthFinding finding) {}

    /** Checks an account in these regions. */
    List<Found> run(MemberAccount account, List<String> regions) {
        boolean own = account.id().equals(here.account());
        List<Found> found = new ArrayList<>();
        if (!own) {
            HealthFinding access = access(account);
            found.add(new Found(account, Optional.empty(), access));
            if (access.isBlindSpot()) {
                return found;
            }
        }
        Optional<List<String>> usable =
                Result.of(() -> enabled.of(account.id())).success();
        for (String region : regions) {
            AccountRegion place = new AccountRegion(here.partition(), account.id(), region);
            if (usable.filter(names -> !names.contains(region)).isPresent()) {
                found.add(new Found(
                        account,
                        Optional.of(region),
                        new HealthFinding.Problem(
                                Component.REGION,
                                "The region is not enabled in the account, so that nothing is swept there.",
                                "Enable it in the account, or leave it out: option regions, or exclude the account.")));
            } else {
                findings(place, own).forEach(finding -> found.add(new Found(account, Optional.of(region), finding)));
            }
        }
        return found;
    }

    private List<HealthFinding> findings(AccountRegion place, boolean own) {
        AwsClients clients = members.to(place);
        List<HealthFinding> findings = new ArrayList<>(own ? List.of() : probes.run(clients, place));
        // In its own region the hub has a rule of its own.
        busArn.filter(_ -> !place.equals(here)).ifPresent(bus -> {
            findings.add(OrganizationWiring.forwarding(clients, bus).run(place));
            trail(clients, place).ifPresent(findings::add);
        });
        return findings;
    }

    /** Checks whether a trail logs the calls that the rule forwards; a missing permission is a finding of its own. */
    private static Optional<HealthFinding> trail(AwsClients clients, AccountRegion place) {
        return switch (Result.of(() -> CommandLineWiring.probe(clients).trails(place))) {
            case Result.Success<List<Trail>>(List<Trail> trails) ->
                Optional.of(new HealthRules(place.region()).memberTrail(trails));
            case Result.Failure<List<Trail>>(Cause cause) ->
                cause.kind() == Cause.Kind.DENIED
                        ? Optional.empty()
                        : Optional.of(new HealthFinding.Unknown(
                                Component.TRAIL,
                                "Whether a trail logs calls could not be read. " + cause.message(),
                                cause.worthAnotherTry()));
        };
    }

    private HealthFinding access(MemberAccount account) {
        AwsClients clients = members.to(new AccountRegion(here.partition(), account.id(), here.region()));
        return switch (CommandLineWiring.identity(clients).whoAmI()) {
            case Result.Success<CallerIdentity.Caller>(CallerIdentity.Caller caller)
            when caller.where().account().equals(account.id()) ->
                new HealthFinding.Ok(Component.ACCESS, "The member role can be assumed.");
            case Result.Success<CallerIdentity.Caller>(CallerIdentity.Caller caller) ->
                new HealthFinding.Problem(
                        Component.ACCESS,
                        "The member role leads to account %s."
                                .formatted(caller.where().account()),
                        "Check --role, and what answers at AWS_ENDPOINT_URL if it is set.");
            case Result.Failure<CallerIdentity.Caller>(Cause cause) ->
                cause.kind() == Cause.Kind.DENIED
                        ? new HealthFinding.Problem(
                                Component.ACCESS,
                                "The member role could not be assumed. " + cause.what(),
                                cause.toDo() + " docs/organization.md has the member template.")
                        : new HealthFinding.Unknown(
                                Component.ACCESS,
                                "Whether the member role can be assumed could not be read. " + cause.message(),
                                cause.worthAnotherTry());
        };
    }
}
