package io.pitrguard.report;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OwnerLookup;
import io.pitrguard.report.OrganizationView.UnitView;
import io.pitrguard.report.SweepPlanView.KnownAccountView;
import io.pitrguard.report.SweepPlanView.KnownAccounts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the plan of a sweep into what its functions hand on. */
public final class SweepPlans {
    private static final String UNLISTED =
            "It was in the organization before and could not be listed now, because not all accounts could.";

    private SweepPlans() {}

    /**
     * Returns the view of a plan. Where not all accounts could be listed, those that an earlier plan knew and this one does
     * not are failed ones: not listed is not gone.
     *
     * @param started when the sweep was started
     */
    public static SweepPlanView of(
            String sweep,
            Instant started,
            OrganizationPlan plan,
            OwnerLookup.Owners owners,
            Optional<KnownAccounts> earlier) {
        OrganizationView.PlanView now = OrganizationViews.plan(plan);
        return new SweepPlanView(
                sweep,
                started.toString(),
                places(plan.places()),
                now.skipped(),
                Stream.concat(now.failed().stream(), unlisted(plan, earlier)).toList(),
                now.gaps(),
                new TreeMap<>(owners.known())
                        .entrySet().stream()
                                .map(entry -> new SweepPlanView.OwnerView(entry.getKey(), entry.getValue()))
                                .toList(),
                problem(owners).stream().toList());
    }

    private static Stream<OrganizationView.FailedView> unlisted(
            OrganizationPlan plan, Optional<KnownAccounts> earlier) {
        if (plan.listed()) {
            return Stream.empty();
        }
        Set<String> listed = Stream.of(
                        plan.places().stream().map(OrganizationPlan.Place::account),
                        plan.failed().stream().map(OrganizationPlan.Failed::account),
                        plan.skipped().stream().map(OrganizationPlan.Skipped::account))
                .flatMap(accounts -> accounts)
                .map(MemberAccount::id)
                .collect(Collectors.toSet());
        return earlier.stream()
                .flatMap(all -> all.accounts().stream())
                .filter(account -> account.leftOut() == null && !listed.contains(account.id()))
                .map(account -> new OrganizationView.FailedView(
                        new OrganizationView.AccountView(account.id(), account.name(), account.units()), UNLISTED));
    }

    private static Optional<String> problem(OwnerLookup.Owners owners) {
        return owners.failure()
                .map(cause -> "The owners of some accounts could not be read; the last ones known count. %s: %s"
                        .formatted(Counted.of(owners.unread().size(), "account", "accounts"), cause.message()));
    }

    /** Returns views of places, in the same order. */
    public static List<PlaceView> places(List<OrganizationPlan.Place> places) {
        return places.stream().map(SweepPlans::place).toList();
    }

    /** Returns when the plan began that found these accounts; empty where that is not known. */
    public static Optional<Instant> plannedAt(Optional<KnownAccounts> accounts) {
        try {
            return accounts.map(all -> Instant.parse(all.at()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static PlaceView place(OrganizationPlan.Place place) {
        MemberAccount account = place.account();
        return new PlaceView(account.id(), account.name(), place.where().region(), units(account));
    }

    /**
     * Returns the accounts that are in the organization. Where not all could be listed, those that were in it before stay:
     * not listed is not outside.
     */
    public static KnownAccounts accounts(
            OrganizationPlan plan, OwnerLookup.Owners owners, Optional<KnownAccounts> earlier, Instant at) {
        Map<String, KnownAccountView> known = new TreeMap<>();
        if (!plan.listed()) {
            earlier.ifPresent(all -> all.accounts().forEach(account -> known.put(account.id(), account)));
        }
        plan.places().forEach(place -> put(known, account(place.account(), owners, null)));
        plan.failed().forEach(failed -> put(known, account(failed.account(), owners, null)));
        plan.skipped().forEach(skipped -> put(known, account(skipped.account(), owners, skipped.reason())));
        return new KnownAccounts(at.toString(), List.copyOf(known.values()));
    }

    /** Returns the owners that are known of accounts. */
    public static Map<String, String> owners(Optional<KnownAccounts> accounts) {
        return accounts.stream()
                .flatMap(all -> all.accounts().stream())
                .flatMap(account ->
                        Optional.ofNullable(account.owner()).map(owner -> Map.entry(account.id(), owner)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void put(Map<String, KnownAccountView> known, KnownAccountView account) {
        known.put(account.id(), account);
    }

    private static KnownAccountView account(
            MemberAccount account, OwnerLookup.Owners owners, @Nullable String leftOut) {
        return new KnownAccountView(
                account.id(),
                account.name(),
                account.state().name(),
                units(account),
                owners.of(account.id()).orElse(null),
                leftOut);
    }

    private static List<UnitView> units(MemberAccount account) {
        return account.units().stream()
                .map(unit -> new UnitView(unit.id(), unit.name()))
                .toList();
    }
}
