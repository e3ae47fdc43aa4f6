package io.pitrguard.report;

import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.evaluation.GrowingWindow;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.rotation.CarriedTable;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.ledger.PendingNotification;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.sweep.SweepResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a sweep's result into its view. */
public final class SweepViews {
    private SweepViews() {}

    /** Returns the view of a whole sweep. */
    public static SweepView of(SweepResult result) {
        return of(result, Optional.empty());
    }

    /** The same with the self-check that went with it. */
    public static SweepView of(SweepResult result, SelfCheckReport report) {
        return of(result, Optional.of(report));
    }

    private static SweepView of(SweepResult result, Optional<SelfCheckReport> report) {
        List<SweepView.TableView> tables = result.tables().stream()
                .map(table -> table(
                        table,
                        Optional.ofNullable(result.pending().get(table.table())),
                        result.order().ledger()))
                .toList();
        List<SweepView.CarriedView> carried = result.carried().stream()
                .flatMap(all -> all.tables().stream())
                .map(SweepViews::carried)
                .toList();
        String oldest = result.carried().isEmpty()
                ? null
                : Stream.concat(
                                carried.stream().map(SweepView.CarriedView::provenAt),
                                tables.stream().map(SweepView.TableView::provenAt))
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        SweepView.Summary summary = Summaries.of(tables, carried.size(), oldest).with(drills(result));
        return new SweepView(
                header(result, report),
                summary,
                tables,
                0,
                carried,
                result.tables().stream()
                        .flatMap(table -> SweepProofs.of(table).stream())
                        .toList());
    }

    private static @Nullable DrillCounts drills(SweepResult result) {
        return DrillCounts.sum(Stream.concat(
                result.tables().stream().map(SweepViews::drills),
                result.carried().stream()
                        .flatMap(all -> all.tables().stream())
                        .map(carried -> DrillCounts.of(carried.drills(), false))));
    }

    private static DrillCounts drills(TableResult table) {
        boolean overdue = table.judgement().verdict() instanceof Verdict.NonCompliant open
                && open.violations().stream().anyMatch(each -> each.kind() == FindingKind.DRILL_OVERDUE);
        return DrillCounts.of(known(table.snapshot()), overdue);
    }

    /** Drills of another table of the same name do not count. */
    private static DrillPast.Known known(TableSnapshot snapshot) {
        return snapshot.past().drills() instanceof DrillPast.Known known
                ? snapshot.facts()
                        .origin()
                        .map(origin -> known.of(origin.tableId()))
                        .orElse(DrillPast.NONE)
                : DrillPast.NONE;
    }

    private static SweepView.CarriedView carried(CarriedTable table) {
        OptionalInt days = table.recorded().recovery().periodDays();
        return new SweepView.CarriedView(
                table.table().arn(),
                table.table().name(),
                time(table.provenAt()),
                days.isPresent() ? days.getAsInt() : null);
    }

    private static SweepView.Header header(SweepResult result, Optional<SelfCheckReport> report) {
        return new SweepView.Header(
                result.order().id(),
                time(result.startedAt()),
                time(result.finishedAt()),
                result.order().where().account(),
                result.order().where().region(),
                result.complete(),
                result.order().policy().source(),
                result.order().fix(),
                result.order().selection().isEverything()
                        ? null
                        : result.order().selection().toString(),
                result.listingFailure().map(cause -> cause.message()).orElse(null),
                result.ledgerFailure().map(cause -> cause.message()).orElse(null),
                new SweepView.Reads(result.reads().calls(), result.reads().throttled()),
                report.filter(SelfCheckReport::checked).map(SelfCheckViews::of).orElse(null),
                result.clock().description().orElse(null),
                null);
    }

    private static SweepView.TableView table(
            TableResult result, Optional<PendingNotification> pending, LedgerLocation ledger) {
        Verdict verdict = result.judgement().verdict();
        boolean finding =
                !(verdict instanceof Verdict.Compliant) || result.outcome().isPresent();
        return new SweepView.TableView(
                result.table().arn(),
                result.table().name(),
                VerdictKind.of(verdict),
                violations(result, ledger),
                notices(result),
                result.judgement().rule().map(Rule::name).orElse(null),
                SweepRecovery.of(result),
                verdict instanceof Verdict.Exempt exempt ? exemption(exempt.exemption()) : null,
                result.outcome().map(SweepViews::remediation).orElse(null),
                result.cost() instanceof MonthlyCost.Usd usd ? usd.amount() : null,
                finding && result.cost() instanceof MonthlyCost.Unknown unknown ? unknown.reason() : null,
                reason(verdict),
                verdict instanceof Verdict.Undetermined undetermined
                        ? undetermined.cause().toDo()
                        : null,
                notification(result.notification(), pending.flatMap(PendingNotification::lastNotifiedAt)),
                null,
                verdict instanceof Verdict.Undetermined
                        ? null
                        : time(result.snapshot().at()));
    }

    private static SweepView.@Nullable NotificationView notification(
            Notification<FindingKind> notification, Optional<Instant> lastNotifiedAt) {
        return notification.any()
                ? new SweepView.NotificationView(
                        notification.kind(),
                        notification.resolved().stream().toList(),
                        notification.mayRepeat(),
                        lastNotifiedAt.map(SweepViews::time).orElse(null),
                        notification.events().stream().map(SweepViews::event).toList(),
                        null)
                : null;
    }

    private static SweepView.EventView event(TableEvent event) {
        return new SweepView.EventView(
                time(event.at()),
                event.kind(),
                event.severity(),
                event.title(),
                event.text(),
                event.by().orElse(null),
                event.requestId().orElse(null));
    }

    private static List<SweepView.NoticeView> notices(TableResult result) {
        Optional<Notice> growing = GrowingWindow.of(
                result.judgement(), result.snapshot().state(), result.snapshot().at());
        return Stream.concat(result.judgement().notices().stream(), growing.stream())
                .map(notice -> new SweepView.NoticeView(notice.kind(), notice.message(), notice.informational()))
                .toList();
    }

    private static @Nullable String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NotApplicable notApplicable -> notApplicable.reason();
            case Verdict.Undetermined undetermined -> undetermined.cause().message();
            case Verdict.Compliant _, Verdict.NonCompliant _, Verdict.Exempt _ -> null;
        };
    }

    private static List<SweepView.ViolationView> violations(TableResult result, LedgerLocation ledger) {
        return result.judgement().verdict() instanceof Verdict.NonCompliant nonCompliant
                ? nonCompliant.violations().stream()
                        .map(violation -> violation(result, violation, ledger))
                        .toList()
                : List.of();
    }

    private static SweepView.ViolationView violation(TableResult result, Violation violation, LedgerLocation ledger) {
        return new SweepView.ViolationView(
                violation.kind(),
                violation.severity(),
                violation.brief(),
                violation.message(),
                Checks.of(violation).reason(),
                remedy(result, violation, ledger));
    }

    /** Where the ledger is in another account than the table, each command goes with the account that it is for. */
    private static String remedy(TableResult result, Violation violation, LedgerLocation ledger) {
        boolean own = ledger.isAccountOf(result.table().where());
        String remedy = result.outcome().orElse(null) instanceof Outcome.Flapping
                ? "1. Stop what disables it (usually a template that turns recovery off), or exempt the table. 2. %s%s 3. More in docs/runbooks/flapping.md"
                        .formatted(
                                own
                                        ? ""
                                        : "With credentials of account "
                                                + ledger.where().account() + ": ",
                                ledger.acknowledgeCommand(result.table()))
                : Checks.of(violation)
                        .remedy(
                                result.snapshot(),
                                SweepRecovery.requirement(result).orElse(Requirement.RECOVERY_ON),
                                ledger);
        return own
                ? remedy
                : "In account %s: %s".formatted(result.table().where().account(), remedy);
    }

    private static SweepView.ExemptionView exemption(Exemption exemption) {
        return new SweepView.ExemptionView(
                exemption.reason(), exemption.owner(), exemption.until().toString());
    }

    private static SweepView.RemediationView remediation(Outcome outcome) {
        List<FindingKind> resolved = outcome instanceof Outcome.Fixed fixed
                ? fixed.resolved().stream().map(Violation::kind).toList()
                : List.of();
        return new SweepView.RemediationView(outcome.kind(), outcome.message(), resolved);
    }

    /** Returns a moment as it is written out. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
