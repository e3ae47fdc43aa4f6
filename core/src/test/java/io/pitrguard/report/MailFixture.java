package io.pitrguard.report;

import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One table as mails tell of it, built step by step. */
final class MailFixture {
    private final String arn;
    private VerdictKind verdict = VerdictKind.COMPLIANT;
    private final List<SweepView.ViolationView> violations = new ArrayList<>();
    private final List<SweepView.EventView> events = new ArrayList<>();
    private SweepView.@Nullable ExemptionView exemption;
    private SweepView.@Nullable RemediationView remediation;
    private @Nullable String reason;
    private @Nullable String remedy;
    private Notification.Kind kind = Notification.Kind.NEW;
    private List<FindingKind> resolved = List.of();
    private @Nullable String lastNotifiedAt;

    private MailFixture(String arn) {
        this.arn = arn;
    }

    static MailFixture table(String name) {
        return new MailFixture("arn:aws:dynamodb:eu-west-1:123456789012:table/" + name);
    }

    static MailFixture arn(String arn) {
        return new MailFixture(arn);
    }

    private String name() {
        return arn.substring(arn.indexOf('/') + 1);
    }

    private String region() {
        return arn.split(":")[3];
    }

    MailFixture off() {
        verdict = VerdictKind.NON_COMPLIANT;
        violations.add(new SweepView.ViolationView(
                FindingKind.RECOVERY_DISABLED,
                Severity.HIGH,
                "recovery is off",
                "Point-in-time recovery is off; the policy requires it on.",
                "Without it, data that is overwritten or deleted cannot be restored.",
                "aws dynamodb update-continuous-backups --table-name %s --region %s --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=35"
                        .formatted(name(), region())));
        return this;
    }

    MailFixture lost() {
        verdict = VerdictKind.NON_COMPLIANT;
        violations.add(new SweepView.ViolationView(
                FindingKind.HISTORY_LOST,
                Severity.HIGH,
                "35 days of history lost",
                "Nothing between 2026-10-18T13:00:00Z and 2026-11-22T12:00:00Z can be restored any more: recovery was off for a while, or its period was shortened.",
                "This data cannot be restored from PITR, not even by AWS, and nothing else shows the loss.",
                "Look for a backup of that time (aws dynamodb list-backups --table-name %s --region %s, and AWS Backup). Then acknowledge it: ./pitr-guard acknowledge %s --region %s --reason … (docs/runbooks/lost-history.md)"
                        .formatted(name(), region(), name(), region())));
        return this;
    }

    /** A drill failed, or the restore was not proven in time. */
    MailFixture violates(Violation drill) {
        verdict = VerdictKind.NON_COMPLIANT;
        violations.add(new SweepView.ViolationView(
                drill.kind(),
                drill.severity(),
                drill.brief(),
                drill.message(),
                Checks.of(drill).reason(),
                "./pitr-guard drill %s --region %s (docs/drills.md)".formatted(name(), region())));
        return this;
    }

    MailFixture unread() {
        verdict = VerdictKind.UNDETERMINED;
        reason =
                "AWS denied dynamodb:DescribeContinuousBackups on %s. Allow the caller dynamodb:DescribeContinuousBackups."
                        .formatted(name());
        remedy = "Allow the caller dynamodb:DescribeContinuousBackups.";
        return this;
    }

    /** Recovery is off again, and pitr-guard does not enable it any more. */
    MailFixture suspended(String message) {
        off();
        SweepView.ViolationView off = violations.removeLast();
        violations.add(new SweepView.ViolationView(
                off.kind(),
                off.severity(),
                off.brief(),
                off.message(),
                off.why(),
                "1. Stop what disables it (usually a template that turns recovery off), or exempt the table. 2. ./pitr-guard acknowledge %s --region %s --reason … 3. More in docs/runbooks/flapping.md"
                        .formatted(name(), region())));
        return outcome(OutcomeKind.FLAPPING, message);
    }

    MailFixture outcome(OutcomeKind outcome, String message) {
        remediation = new SweepView.RemediationView(
                outcome, message, outcome == OutcomeKind.FIXED ? List.of(FindingKind.RECOVERY_DISABLED) : List.of());
        return this;
    }

    MailFixture exempt(String owner, String until) {
        verdict = VerdictKind.EXEMPT;
        exemption = new SweepView.ExemptionView("load test", owner, until);
        return this;
    }

    MailFixture ending() {
        SweepView.ExemptionView ends = Objects.requireNonNull(exemption);
        return event(
                TableEvent.Kind.EXEMPTION_ENDING,
                Severity.LOW,
                "exemption ending",
                "The exemption's last day is %s, in %s (reason: load test; owner: %s)."
                        .formatted(
                                ends.until(),
                                Durations.days((int) ChronoUnit.DAYS.between(
                                        LocalDate.parse("2026-11-22"), LocalDate.parse(ends.until()))),
                                ends.owner()),
                null);
    }

    MailFixture event(TableEvent.Kind event, Severity severity, String title, String text, @Nullable String by) {
        events.add(new SweepView.EventView("2026-11-22T12:00:00Z", event, severity, title, text, by, null));
        return this;
    }

    MailFixture reminder() {
        kind = Notification.Kind.REMINDER;
        lastNotifiedAt = "2026-11-21T12:00:20Z";
        return this;
    }

    MailFixture resolved(FindingKind... kinds) {
        kind = Notification.Kind.RESOLVED;
        resolved = List.of(kinds);
        return this;
    }

    SweepView.TableView view() {
        return new SweepView.TableView(
                arn,
                name(),
                verdict,
                violations,
                List.of(),
                "all",
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.DISABLED, null, null, null),
                exemption,
                remediation,
                violations.isEmpty() ? null : new BigDecimal("5.50"),
                null,
                reason,
                remedy,
                new SweepView.NotificationView(kind, resolved, false, lastNotifiedAt, events, null),
                null,
                null);
    }
}
