package io.pitrguard.report;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OwnerLookup;
import io.pitrguard.report.OrganizationView.UnitView;
import io.pitrguard.report.SweepPlanView.KnownAccountView;
import io.pitrguard.report.SweepPlanView.KnownAccounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the plan of a sweep into what its functions hand on. */
public final class SweepPlans {
    private SweepPlans() {}

    /**
     * Returns the view of a plan.
     *
     * @param started when the sweep was started
     */
    public static SweepPlanView of(String sweep, Instant started, OrganizationPlan plan, OwnerLookup.Owners owners) {
        OrganizationView.PlanView left = OrganizationViews.plan(plan);
        List<String> gaps =
                Stream.concat(left.gaps().stream(), gap(owners).stream()).toList();
        return new SweepPlanView(
                sweep,
                started.toString(),
                plan.places().stream().map(SweepPlans::place).toList(),
                left.skipped(),
                left.failed(),
                gaps,
                new TreeMap<>(owners.known())
                        .entrySet().stream()
                                .map(entry -> new SweepPlanView.OwnerView(entry.getKey(), entry.getValue()))
                                .toList());
    }

    private static Optional<String> gap(OwnerLookup.Owners owners) {
        return owners.failure()
                .map(cause -> "The owner of %s could not be read; the last one known counts. %s"
                        .formatted(Counted.of(owners.unread().size(), "account", "accounts"), cause.message()));
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
        if (!plan.gaps().isEmpty()) {
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
