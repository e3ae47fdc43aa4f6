package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.FutureTimes;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.organization.KnownAccount;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.organization.Membership;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.OrganizationStatusView.AccountView;
import io.pitrguard.report.OrganizationStatusView.PlaceStatusView;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts the records of a ledger by account and region, page by page: only the counts are kept. */
public final class OrganizationStatusViews {
    private static final Comparator<PlaceStatusView> WORST_FIRST = Comparator.<PlaceStatusView>comparingInt(
                    place -> place.leftOut() == null ? 0 : 1)
            .thenComparingInt(place -> -place.tables().nonCompliant())
            .thenComparingInt(place -> -place.tables().undetermined())
            .thenComparingInt(
                    place -> -place.tables().flapping() - place.tables().historyLost())
            .thenComparingInt(place -> place.stale() ? 0 : 1)
            .thenComparing(place -> place.account().id())
            .thenComparing(PlaceStatusView::region);

    private final StatusViews views;
    private final Instant now;
    private final Map<AccountRegion, Counts> places = new LinkedHashMap<>();
    private int records;

    /** Counts as of this moment. */
    public OrganizationStatusViews(FlappingRules flappingRules, Instant now) {
        this.views = new StatusViews(flappingRules, now);
        this.now = now;
    }

    /** Counts these records. */
    public void add(Ledger.Fleet page) {
        page.records().forEach((table, stored) -> {
            records++;
            places.computeIfAbsent(table.where(), _ -> new Counts())
                    .add(FutureTimes.without(stored.record(), now), views);
        });
    }

    /** Returns how many records were counted. */
    public int records() {
        return records;
    }

    /**
     * Returns the view of what was counted.
     *
     * @param known the accounts of the organization; empty if they are not known, then all that the ledger has counts
     */
    public OrganizationStatusView of(LedgerLocation ledger, Optional<SweepPlanView.KnownAccounts> known) {
        Accounts accounts = Accounts.of(known);
        List<PlaceStatusView> all = places.entrySet().stream()
                .map(place -> place(place.getKey(), place.getValue(), accounts))
                .sorted(WORST_FIRST)
                .toList();
        List<PlaceStatusView> counted =
                all.stream().filter(place -> place.leftOut() == null).toList();
        Optional<Instant> newest = places.values().stream()
                .flatMap(counts -> counts.newest().stream())
                .max(Comparator.naturalOrder());
        return new OrganizationStatusView(
                new OrganizationStatusView.Header(
                        StatusViews.time(now),
                        ledger.table(),
                        ledger.where().account(),
                        ledger.where().region(),
                        written(newest),
                        StatusViews.isStale(newest, now),
                        known.map(SweepPlanView.KnownAccounts::at).orElse(null)),
                summary(counted, all.size() - counted.size()),
                all,
                accounts.without(all.stream().map(place -> place.account().id()).collect(Collectors.toSet())));
    }

    private PlaceStatusView place(AccountRegion where, Counts counts, Accounts accounts) {
        return new PlaceStatusView(
                accounts.view(where.account()),
                where.region(),
                accounts.leftOut(where.account()),
                counts.summary(),
                written(counts.oldest()),
                written(counts.newest()),
                StatusViews.isStale(counts.newest(), now));
    }

    private static OrganizationStatusView.Summary summary(List<PlaceStatusView> counted, int leftOut) {
        return new OrganizationStatusView.Summary(
                (int) counted.stream()
                        .map(place -> place.account().id())
                        .distinct()
                        .count(),
                counted.size(),
                (int) counted.stream().filter(PlaceStatusView::stale).count(),
                leftOut,
                counted.stream().map(PlaceStatusView::tables).reduce(StatusView.Summary.NONE, StatusView.Summary::plus),
                counted.stream()
                        .flatMap(place -> Stream.ofNullable(place.oldestObservationAt()))
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static @Nullable String written(Optional<Instant> at) {
        return at.map(StatusViews::time).orElse(null);
    }

    /** The accounts of the latest plan, by their ids; {@code any} is false if there is no plan. */
    private record Accounts(Map<String, KnownAccount> known, boolean any) {
        static Accounts of(Optional<SweepPlanView.KnownAccounts> listed) {
            return new Accounts(
                    listed.stream()
                            .flatMap(all -> all.accounts().stream())
                            .map(SweepPlanView.KnownAccountView::account)
                            .collect(Collectors.toMap(
                                    account -> account.account().id(), Function.identity(), (one, _) -> one)),
                    listed.isPresent());
        }

        AccountView view(String id) {
            KnownAccount account = known.get(id);
            return account == null
                    ? new AccountView(id, null, null)
                    : new AccountView(
                            id, account.account().name(), account.owner().orElse(null));
        }

        @Nullable
        String leftOut(String id) {
            KnownAccount account = known.get(id);
            if (account == null) {
                return any ? "not in the organization" : null;
            }
            return Membership.of(account) instanceof Membership.LeftOut left ? left.reason() : null;
        }

        /** Returns the accounts that are swept and not among these. */
        List<AccountView> without(Set<String> ids) {
            return known.keySet().stream()
                    .filter(id -> !ids.contains(id) && leftOut(id) == null)
                    .sorted()
                    .map(this::view)
                    .toList();
        }
    }

    /** The counts of one account and region. */
    private static final class Counts {
        private final Map<VerdictKind, Integer> verdicts = new EnumMap<>(VerdictKind.class);
        private int gone;
        private int flapping;
        private int historyLost;
        private @Nullable Instant oldest;
        private @Nullable Instant newest;

        void add(TableRecord record, StatusViews views) {
            Stream.concat(record.lastObservation().stream(), record.lastUnreadable().stream())
                    .map(LastObservation::at)
                    .forEach(at -> newest = newest == null || at.isAfter(newest) ? at : newest);
            StatusView.TableView table = views.table(record);
            if (table.gone()) {
                gone++;
                return;
            }
            verdicts.merge(table.verdict(), 1, Integer::sum);
            flapping += table.flapping() == null ? 0 : 1;
            historyLost += table.historyLost() == null ? 0 : 1;
            record.lastObservation()
                    .map(LastObservation::at)
                    .ifPresent(at -> oldest = oldest == null || at.isBefore(oldest) ? at : oldest);
        }

        Optional<Instant> oldest() {
            return Optional.ofNullable(oldest);
        }

        Optional<Instant> newest() {
            return Optional.ofNullable(newest);
        }

        StatusView.Summary summary() {
            return new StatusView.Summary(
                    verdicts.values().stream().mapToInt(Integer::intValue).sum(),
                    of(VerdictKind.COMPLIANT),
                    of(VerdictKind.NON_COMPLIANT),
                    of(VerdictKind.EXEMPT),
                    of(VerdictKind.NOT_APPLICABLE),
                    of(VerdictKind.UNDETERMINED),
                    gone,
                    flapping,
                    historyLost);
        }

        private int of(VerdictKind verdict) {
            return verdicts.getOrDefault(verdict, 0);
        }
    }
}
