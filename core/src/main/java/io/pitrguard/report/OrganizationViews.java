package io.pitrguard.report;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OrganizationResult;
import io.pitrguard.report.OrganizationView.AccountSweepView;
import io.pitrguard.report.OrganizationView.AccountView;
import io.pitrguard.sweep.SweepResult;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Turns the result of a sweep of an organization into its view. */
public final class OrganizationViews {
    private static final String UNLISTED = "Not all accounts of the organization could be listed.";

    private OrganizationViews() {}

    /** Returns the view. */
    public static OrganizationView of(OrganizationResult result) {
        List<AccountSweepView> sweeps = new ArrayList<>();
        for (int i = 0; i < result.sweeps().size(); i++) {
            sweeps.add(sweep(
                    result.plan().places().get(i).account(), result.sweeps().get(i)));
        }
        return new OrganizationView(header(result), summary(result, sweeps), plan(result.plan()), sweeps);
    }

    private static AccountSweepView sweep(MemberAccount account, SweepResult result) {
        SweepView view = SweepViews.of(result);
        return new AccountSweepView(account(account), view.sweep(), view.summary(), view.tables(), 0);
    }

    private static OrganizationView.Header header(OrganizationResult result) {
        return new OrganizationView.Header(
                result.order().id(),
                result.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                result.finishedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                result.complete(),
                result.order().policy().source(),
                result.order().fix(),
                result.order().selection().isEverything()
                        ? null
                        : result.order().selection().toString(),
                new SweepView.Reads(
                        result.sweeps().stream()
                                .mapToLong(sweep -> sweep.reads().calls())
                                .sum(),
                        result.sweeps().stream()
                                .mapToLong(sweep -> sweep.reads().throttled())
                                .sum()),
                result.sweeps().stream()
                        .map(SweepResult::clock)
                        .map(ClockSkew::description)
                        .flatMap(description -> description.stream())
                        .findFirst()
                        .orElse(null));
    }

    private static OrganizationView.Summary summary(OrganizationResult result, List<AccountSweepView> sweeps) {
        OrganizationPlan plan = result.plan();
        return new OrganizationView.Summary(
                (int) Stream.concat(
                                plan.places().stream().map(OrganizationPlan.Place::account),
                                plan.failed().stream().map(OrganizationPlan.Failed::account))
                        .map(MemberAccount::id)
                        .distinct()
                        .count(),
                plan.failed().size(),
                plan.skipped().size(),
                sweeps.size(),
                (int) sweeps.stream()
                        .filter(sweep -> sweep.sweep().failure() != null)
                        .count(),
                Summaries.of(sweeps.stream()
                        .flatMap(sweep -> sweep.tables().stream())
                        .toList()));
    }

    /** Returns what a plan leaves out, and why. */
    static OrganizationView.PlanView plan(OrganizationPlan plan) {
        return new OrganizationView.PlanView(
                plan.skipped().stream()
                        .map(skipped -> new OrganizationView.SkippedView(account(skipped.account()), skipped.reason()))
                        .toList(),
                plan.failed().stream()
                        .map(failed -> new OrganizationView.FailedView(
                                account(failed.account()), failed.cause().message()))
                        .toList(),
                plan.gaps().stream()
                        .map(gap -> plan.unlisted().contains(gap)
                                ? new OrganizationView.GapView(UNLISTED, gap.message())
                                : new OrganizationView.GapView(gap.message(), null))
                        .toList());
    }

    /** Returns the view of an account. */
    public static AccountView account(MemberAccount account) {
        return new AccountView(
                account.id(),
                account.name(),
                account.units().stream()
                        .map(unit -> new OrganizationView.UnitView(unit.id(), unit.name()))
                        .toList());
    }
}
