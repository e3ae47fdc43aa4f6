package io.pitrguard.cli;

import io.pitrguard.cli.DoctorView.Status;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.report.OrganizationView.AccountView;
import io.pitrguard.report.OrganizationView.SkippedView;
import io.pitrguard.report.OrganizationViews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The doctor's findings in an organization as JSON, each cause once.
 *
 * @param name name of the hub's stack
 * @param account the caller's account
 * @param accounts how many accounts were checked
 * @param accountRegions how many pairs of an account and a region
 * @param blindSpots how many findings are blind spots
 * @param findings all findings, blind spots first
 */
public record OrganizationDoctorView(
        String name,
        String account,
        String region,
        int accounts,
        int accountRegions,
        int blindSpots,
        List<FindingView> findings,
        List<SkippedView> skipped) {
    public OrganizationDoctorView {
        findings = List.copyOf(findings);
        skipped = List.copyOf(skipped);
    }

    /**
     * One finding.
     *
     * @param what as in the first of its accounts
     * @param remedy null unless the status is {@code PROBLEM}
     * @param accounts those that it is true of; none if it is about the deployment
     */
    public record FindingView(
            Status status,
            String kind,
            String what,
            @Nullable String remedy,
            List<WhereView> accounts) {
        public FindingView {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * An account.
     *
     * @param regions empty for all of them
     */
    public record WhereView(AccountView account, List<String> regions) {
        public WhereView {
            regions = List.copyOf(regions);
        }

        /** Returns the account and its regions for people. */
        String description() {
            return account.description() + (regions.isEmpty() ? "" : ": " + String.join(", ", regions));
        }
    }

    /** What is being collected for one cause: regions by account. */
    private record Group(HealthFinding finding, Map<MemberAccount, List<String>> accounts) {
        FindingView view() {
            return of(
                    finding,
                    accounts.entrySet().stream()
                            .map(entry -> new WhereView(OrganizationViews.account(entry.getKey()), entry.getValue()))
                            .toList());
        }
    }

    /** Returns the view; {@code general} are the findings about the deployment. */
    static OrganizationDoctorView of(
            String name,
            AccountRegion here,
            OrganizationPlan plan,
            List<HealthFinding> general,
            List<MemberCheck.Found> found) {
        List<FindingView> findings = new ArrayList<>();
        general.forEach(finding -> findings.add(of(finding, List.of())));
        grouped(found).forEach(group -> findings.add(group.view()));
        findings.sort(Comparator.comparing(FindingView::status)
                .thenComparingInt(finding -> -finding.accounts().size()));
        return new OrganizationDoctorView(
                name,
                here.account(),
                here.region(),
                (int) found.stream().map(MemberCheck.Found::account).distinct().count(),
                plan.places().size(),
                (int) findings.stream()
                        .filter(finding -> finding.status() != Status.OK)
                        .count(),
                findings,
                plan.skipped().stream()
                        .map(skipped -> new SkippedView(OrganizationViews.account(skipped.account()), skipped.reason()))
                        .toList());
    }

    private static List<Group> grouped(List<MemberCheck.Found> found) {
        Map<Object, Group> groups = new LinkedHashMap<>();
        for (MemberCheck.Found each : found) {
            HealthFinding finding = each.finding();
            // Without what is only this account's or this region's.
            String general = finding.what()
                    .replace(each.account().id(), "")
                    .replace(each.region().orElse("\n"), "");
            List<String> regions = groups.computeIfAbsent(
                            List.of(finding.component(), finding.getClass(), general),
                            _ -> new Group(finding, new LinkedHashMap<>()))
                    .accounts()
                    .computeIfAbsent(each.account(), _ -> new ArrayList<>());
            each.region().ifPresent(regions::add);
        }
        return List.copyOf(groups.values());
    }

    private static FindingView of(HealthFinding finding, List<WhereView> accounts) {
        DoctorView.FindingView view = DoctorView.FindingView.of(finding);
        return new FindingView(view.status(), view.kind(), view.what(), view.remedy(), accounts);
    }

    /** Returns the exit code. */
    int exitCode() {
        if (findings.stream().anyMatch(finding -> finding.status() == Status.PROBLEM)) {
            return ExitCode.NON_COMPLIANT;
        }
        return blindSpots > 0 ? ExitCode.UNDETERMINED : ExitCode.OK;
    }
}
