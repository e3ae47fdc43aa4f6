package io.pitrguard.report;

import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.report.OrganizationView.AccountView;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep of a state machine came to, with counts instead of tables.
 *
 * @param owner who the report is for; null for all accounts
 * @param selfCheck the self-check that went with the sweep; null where there was none
 * @param notSwept accounts and regions that were not swept to their end, by cause
 * @param problems what people should know of accounts and regions apart from their tables
 * @param worst the accounts with the most open tables, worst first
 * @param places all accounts and regions, worst first
 * @param omitted how much was omitted for size, null if nothing was
 */
public record OrganizationReport(
        OrganizationView.Header organization,
        @Nullable String owner,
        OrganizationView.Summary summary,
        @Nullable SelfCheckView selfCheck,
        OrganizationView.PlanView plan,
        List<NotSweptView> notSwept,
        List<String> problems,
        List<WorstAccountView> worst,
        List<PlaceReport> places,
        @Nullable String omitted) {
    public OrganizationReport {
        notSwept = List.copyOf(notSwept);
        problems = List.copyOf(problems);
        worst = List.copyOf(worst);
        places = List.copyOf(places);
    }

    /** Returns the same report with what became of the sweep's evidence. */
    public OrganizationReport with(EvidenceView evidence) {
        return new OrganizationReport(
                organization.with(evidence),
                owner,
                summary,
                selfCheck,
                plan,
                notSwept,
                problems,
                worst,
                places,
                omitted);
    }

    /**
     * Whether the sweep came to its end: each account and region that was planned has a part, which has its result, or the
     * cause of its failure. One without any part has neither.
     */
    public boolean ended() {
        return summary.accountRegions() > 0
                && OrganizationReports.planned(plan, places).stream().allMatch(place -> place.calls() > 0);
    }

    /**
     * Whether its counts are of all accounts, with what the ledger has of those that failed, and no table that was not read
     * fell short before. Otherwise a count of 0 open tables may be wrong.
     */
    boolean counted() {
        return summary.accountRegions() > 0
                && plan.gaps().stream().noneMatch(OrganizationView.GapView::unlisted)
                && places.stream().allMatch(place -> place.complete() || place.ledgerFailure() == null)
                && lastNonCompliant() == 0;
    }

    /** Returns how many of the tables that were not read fell short when they were last read. */
    int lastNonCompliant() {
        return places.stream().mapToInt(PlaceReport::lastNonCompliant).sum();
    }

    /** Returns how many blind spots there are. */
    int blindSpots() {
        return selfCheck == null ? 0 : selfCheck.blindSpots().size();
    }

    /** Returns how many there are apart from accounts and regions that were not swept; empty where nothing was checked. */
    OptionalLong blindSpotsApartFromFailures() {
        return selfCheck == null
                ? OptionalLong.empty()
                : OptionalLong.of(OrganizationFindings.apartFromFailures(this)
                        + selfCheck.blindSpots().stream()
                                .filter(spot -> !spot.kind().equals(Component.PLACE.kind()))
                                .count());
    }

    /**
     * Accounts and regions with the same cause.
     *
     * @param count how many accounts they are
     * @param accounts each with its regions
     */
    public record NotSweptView(String cause, String remedy, int count, List<String> accounts) {
        public NotSweptView {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * An account with open tables.
     *
     * @param owner null if none is known
     */
    public record WorstAccountView(
            String account, String name, @Nullable String owner, int nonCompliant, int undetermined) {}

    /**
     * An account and region.
     *
     * @param owner null if none is known
     * @param calls how many calls of the worker its tables took
     * @param failure why it was not swept to its end; null if it was
     * @param ledgerFailure why the ledger could not be used throughout; null if it could
     * @param problems what people should know of it apart from its tables
     * @param lastNonCompliant how many of the tables that were not read fell short when they were last read; they are
     *     undetermined
     * @param toNotify how many of its tables people must be notified of
     */
    public record PlaceReport(
            AccountView account,
            @Nullable String owner,
            String region,
            int calls,
            @Nullable String failure,
            @Nullable String ledgerFailure,
            List<String> problems,
            SweepView.Reads reads,
            SweepView.Summary summary,
            int lastNonCompliant,
            int toNotify) {
        public PlaceReport {
            problems = List.copyOf(problems);
        }

        /** Whether every table was listed and none was left for any reason. */
        boolean complete() {
            return failure == null;
        }

        /** Returns how many tables are not compliant or undetermined. */
        int open() {
            return summary.nonCompliant() + summary.undetermined();
        }

        /** Returns the account and region for people. */
        String description() {
            return account.description() + ", " + region;
        }
    }
}
