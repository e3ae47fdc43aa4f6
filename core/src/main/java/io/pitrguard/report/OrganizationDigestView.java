package io.pitrguard.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a sweep of an organization, for machines.
 *
 * @param owner who gets it; null for the accounts without an owner
 * @param selfCheck null in the digest of an owner
 * @param problems what people should know of accounts and regions apart from their tables
 * @param places the accounts and regions of the tables
 * @param tables those that people must be notified of, with the most urgent first
 * @param tablesOmitted how many more there are
 * @param omitted how much else was omitted for size, null if nothing was
 */
public record OrganizationDigestView(
        OrganizationView.Header organization,
        @Nullable String owner,
        OrganizationView.Summary summary,
        @Nullable SelfCheckView selfCheck,
        OrganizationView.PlanView plan,
        List<OrganizationReport.NotSweptView> notSwept,
        List<String> problems,
        List<DigestPlaceView> places,
        List<SweepView.TableView> tables,
        int tablesOmitted,
        @Nullable String omitted) {
    public OrganizationDigestView {
        notSwept = List.copyOf(notSwept);
        problems = List.copyOf(problems);
        places = List.copyOf(places);
        tables = List.copyOf(tables);
    }

    /** The counts of an account and region. */
    public record DigestPlaceView(
            OrganizationView.AccountView account,
            String region,
            int nonCompliant,
            int undetermined,
            int fixed,
            int fixFailed) {
        static DigestPlaceView of(OrganizationReport.PlaceReport place) {
            SweepView.Summary summary = place.summary();
            return new DigestPlaceView(
                    place.account(),
                    place.region(),
                    summary.nonCompliant(),
                    summary.undetermined(),
                    summary.fixed(),
                    summary.fixFailed());
        }

        /** Whether a table is in this account and region. */
        boolean holds(SweepView.TableView table) {
            return table.account().equals(account.id()) && table.region().equals(region);
        }
    }

    /** Returns the same with these tables, and the accounts and regions that they are in. */
    OrganizationDigestView with(List<DigestPlaceView> all, List<SweepView.TableView> shown, int left) {
        return new OrganizationDigestView(
                organization,
                owner,
                summary,
                selfCheck,
                plan,
                notSwept,
                problems,
                all.stream()
                        .filter(place -> shown.stream().anyMatch(place::holds))
                        .toList(),
                shown,
                left,
                omitted);
    }
}
