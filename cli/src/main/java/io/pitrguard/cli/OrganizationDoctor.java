package io.pitrguard.cli;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OrganizationScope;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.OrganizationWiring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Checks every account and region of an organization from outside. Role, external id, accounts and regions are those of the
 * deployment, where it is found and no option names others.
 *
 * @param name name of the hub's stack
 */
record OrganizationDoctor(
        AwsClients clients, AccountRegion here, String name, OrganizationOptions options, CountProgress progress) {
    private static final String SESSION = "pitr-guard-doctor";
    private static final int AT_ONCE = 16;

    /** An account to check, in these regions. */
    private record Checked(MemberAccount account, List<String> regions) {}

    /**
     * Checks all of them.
     *
     * @throws CommandFailure if no account is known or selected
     * @throws InterruptedException when the thread is asked to stop
     */
    OrganizationDoctorView examine(Instant now) throws InterruptedException {
        List<HealthFinding> general = new ArrayList<>();
        Map<String, String> environment = environment(general);
        HubSettings hub = hub(environment, general);
        MemberAccess members = new MemberAccess(clients, here, options.role(hub, SESSION));
        OrganizationPlan plan =
                OrganizationWiring.planner(clients, members, here.partition()).plan(options.scope(standard(hub)));
        OrganizationWarnings.requireAccounts(plan);
        plan.gaps().forEach(gap -> general.add(gap(plan, gap)));
        aggregator(hub, now).ifPresent(general::add);
        List<Checked> accounts = accounts(plan);
        MemberCheck check = new MemberCheck(
                members, OrganizationWiring.regions(members), here, new MemberProbes(uses(environment)), hub.busArn());
        List<MemberCheck.Found> found = new ArrayList<>();
        AtomicInteger checked = new AtomicInteger();
        Workers.map(AT_ONCE, accounts, each -> {
                    List<MemberCheck.Found> ofAccount = check.run(each.account(), each.regions());
                    progress.show("%d of %s checked"
                            .formatted(checked.incrementAndGet(), Counted.of(accounts.size(), "account", "accounts")));
                    return ofAccount;
                })
                .forEach(found::addAll);
        Workers.map(AT_ONCE, plan.failed(), each -> failed(check, each)).forEach(found::addAll);
        progress.clear();
        return OrganizationDoctorView.of(name, here, plan, general, found);
    }

    private Optional<HealthFinding> aggregator(HubSettings hub, Instant now) {
        return options.configAggregator(hub)
                .map(aggregator -> new AggregatorCheck(
                                OrganizationWiring.aggregate(clients, aggregator, here.partition()), aggregator)
                        .run(now));
    }

    /** Where all accounts could be listed, a gap is what the scope names and the organization does not have. */
    private static HealthFinding gap(OrganizationPlan plan, Cause gap) {
        return plan.listed()
                ? new HealthFinding.Problem(Component.ACCESS, gap.what(), gap.toDo())
                : new HealthFinding.Unknown(
                        Component.ACCESS, "Accounts may be missing. " + gap.message(), gap.worthAnotherTry());
    }

    /** Of an account whose regions are not known, the role is checked, or else why they are not. */
    private static List<MemberCheck.Found> failed(MemberCheck check, OrganizationPlan.Failed failed) {
        List<MemberCheck.Found> found = new ArrayList<>(check.run(failed.account(), List.of()));
        if (found.stream().noneMatch(each -> each.finding().isBlindSpot())) {
            Cause cause = failed.cause();
            found.add(new MemberCheck.Found(
                    failed.account(),
                    Optional.empty(),
                    cause.kind() == Cause.Kind.DENIED
                            ? new HealthFinding.Problem(Component.PERMISSION, cause.what(), cause.toDo())
                            : new HealthFinding.Unknown(
                                    Component.PERMISSION, cause.message(), cause.worthAnotherTry())));
        }
        return found;
    }

    private static List<Checked> accounts(OrganizationPlan plan) {
        Map<MemberAccount, List<String>> regions = new LinkedHashMap<>();
        plan.places()
                .forEach(place -> regions.computeIfAbsent(place.account(), _ -> new ArrayList<>())
                        .add(place.where().region()));
        return regions.entrySet().stream()
                .map(entry -> new Checked(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private Map<String, String> environment(Collection<HealthFinding> general) {
        try {
            return new DeployedFunctions(clients.client(LambdaClient.builder()), name).environment();
        } catch (CommandFailure unreadable) {
            general.add(
                    new HealthFinding.Unknown(Component.DEPLOYMENT, String.valueOf(unreadable.getMessage()), false));
            return Map.of();
        }
    }

    private HubSettings hub(Map<String, String> environment, Collection<HealthFinding> general) {
        HubSettings hub = Settings.hub(environment);
        if (hub.mode() != Mode.ORGANIZATION && general.isEmpty()) {
            general.add(new HealthFinding.Problem(
                    Component.DEPLOYMENT,
                    "%s is not deployed for an organization here, so that nobody forwards calls to it.".formatted(name),
                    "Check --name and --region, or deploy it with -c mode=organization."));
        }
        return hub;
    }

    /** Returns what the deployment sweeps; without one, all accounts in the caller's region, as a sweep from a terminal. */
    private OrganizationScope standard(HubSettings hub) {
        HubSettings.Scope scope = hub.scope();
        return new OrganizationScope(
                scope.accounts(),
                scope.units(),
                scope.excludedAccounts(),
                scope.excludedUnits(),
                hub.mode() == Mode.ORGANIZATION ? scope.regions() : List.of(here.region()));
    }

    private static Set<MemberProbes.Use> uses(Map<String, String> environment) {
        Set<MemberProbes.Use> uses = EnumSet.of(MemberProbes.Use.SWEEP);
        if ("remediate".equals(environment.get(Settings.GRANTED))) {
            uses.add(MemberProbes.Use.REMEDIATION);
        }
        if (environment.containsKey(HubSettings.ORGANIZATION_CONFIG_RULE)) {
            uses.add(MemberProbes.Use.CONFIG_RULE);
        }
        if (environment.containsKey(HubSettings.BUS_ARN)) {
            uses.add(MemberProbes.Use.FORWARDING);
        }
        return uses;
    }
}
