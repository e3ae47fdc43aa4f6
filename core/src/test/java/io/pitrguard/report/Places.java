package io.pitrguard.report;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts and regions for tests, and the parts of their sweeps, in few words. */
final class Places {
    private Places() {}

    static PlaceView place(String account, String region) {
        return new PlaceView(
                account,
                "name-" + account.substring(8),
                region,
                List.of(new OrganizationView.UnitView("ou-1", "Workloads")));
    }

    static PartView part(PlaceView place, int call, boolean more, SweepView.TableView... tables) {
        return part(place, call, more, null, tables);
    }

    static PartView part(
            PlaceView place, int call, boolean more, @Nullable String failure, SweepView.TableView... tables) {
        List<SweepView.TableView> here = new ArrayList<>();
        for (SweepView.TableView table : tables) {
            here.add(in(place, table));
        }
        SweepView all = Views.view(failure == null && !more, failure, here);
        List<SweepView.TableView> telling =
                here.stream().filter(table -> table.notification() != null).toList();
        return new PartView(
                place,
                call,
                more,
                new SweepView(all.sweep(), all.summary(), telling, here.size() - telling.size()),
                here.stream().map(SweepView.TableView::name).toList(),
                List.of(),
                List.of());
    }

    /** Moves a table to an account and region. */
    static SweepView.TableView in(PlaceView place, SweepView.TableView table) {
        return copy(
                table,
                "arn:aws:dynamodb:%s:%s:table/%s".formatted(place.region(), place.account(), table.name()),
                table.notification());
    }

    /** Returns the same table with another recovery state and these notices. */
    static SweepView.TableView with(
            SweepView.TableView table, SweepView.RecoveryView recovery, List<SweepView.NoticeView> notices) {
        return new SweepView.TableView(
                table.arn(),
                table.name(),
                table.verdict(),
                table.violations(),
                notices,
                table.rule(),
                recovery,
                table.exemption(),
                table.remediation(),
                table.estimatedMonthlyCostUsd(),
                table.costNote(),
                table.reason(),
                table.remedy(),
                table.notification(),
                table.omitted(),
                table.provenAt());
    }

    static SweepView.TableView reminded(SweepView.TableView table, String lastNotifiedAt) {
        return copy(
                table,
                table.arn(),
                new SweepView.NotificationView(
                        Notification.Kind.REMINDER, List.of(), false, lastNotifiedAt, List.of(), null));
    }

    private static SweepView.TableView copy(
            SweepView.TableView table, String arn, SweepView.@Nullable NotificationView notification) {
        return new SweepView.TableView(
                arn,
                table.name(),
                table.verdict(),
                table.violations(),
                table.notices(),
                table.rule(),
                table.recovery(),
                table.exemption(),
                table.remediation(),
                table.estimatedMonthlyCostUsd(),
                table.costNote(),
                table.reason(),
                table.remedy(),
                notification,
                table.omitted(),
                null);
    }

    /** Returns what the parts of an account and region add up to. */
    static PlaceReport report(PlaceView place, @Nullable String owner, PartView... parts) {
        PlaceSum sum = new PlaceSum(place, Optional.ofNullable(owner));
        for (PartView part : parts) {
            sum.add(part);
        }
        return sum.report();
    }

    static OrganizationView.Header header() {
        return new OrganizationView.Header(
                "sweep-1",
                "2026-11-22T10:00:00Z",
                "2026-11-22T10:05:00Z",
                true,
                "policy.yaml",
                true,
                null,
                new SweepView.Reads(0, 0),
                null);
    }

    static SweepPlanView plan(List<PlaceView> places) {
        return new SweepPlanView(
                "sweep-1", "2026-11-22T10:00:00Z", places, List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
