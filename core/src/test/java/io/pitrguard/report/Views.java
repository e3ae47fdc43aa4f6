package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views for tests, in few words. */
final class Views {
    private static final SweepView.RecoveryView OFF =
            new SweepView.RecoveryView(SweepView.RecoveryView.Status.DISABLED, null, null, null);

    private Views() {}

    static SweepView.TableView compliant(String name) {
        return table(
                name,
                VerdictKind.COMPLIANT,
                List.of(),
                List.of(),
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.ENABLED, 35, null, null),
                null,
                null,
                null,
                null);
    }

    static SweepView.TableView off(String name) {
        return off(name, new SweepView.RemediationView(OutcomeKind.PLANNED, "Would enable it.", List.of()));
    }

    static SweepView.TableView off(String name, SweepView.@Nullable RemediationView remediation) {
        return table(
                name,
                VerdictKind.NON_COMPLIANT,
                List.of(disabled("It is off.")),
                List.of(),
                OFF,
                remediation,
                new BigDecimal("1.50"),
                null,
                null);
    }

    static SweepView.TableView offFor(String name, String message) {
        return table(
                name,
                VerdictKind.NON_COMPLIANT,
                List.of(disabled(message)),
                List.of(),
                OFF,
                null,
                null,
                "No price.",
                null);
    }

    static SweepView.TableView fixed(String name) {
        return table(
                name,
                VerdictKind.COMPLIANT,
                List.of(),
                List.of(),
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.ENABLED, 35, null, null),
                new SweepView.RemediationView(
                        OutcomeKind.FIXED, "Verified: it is on.", List.of(FindingKind.RECOVERY_DISABLED)),
                new BigDecimal("2.25"),
                null,
                null);
    }

    static SweepView.TableView open(String name, String reason) {
        return table(
                name,
                VerdictKind.UNDETERMINED,
                List.of(),
                List.of(),
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.UNREADABLE, null, null, null),
                null,
                null,
                null,
                reason);
    }

    static SweepView.TableView noticed(String name, String notice) {
        return table(
                name,
                VerdictKind.COMPLIANT,
                List.of(),
                List.of(new SweepView.NoticeView(FindingKind.EXEMPTION_ENDED, notice, false)),
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.ENABLED, 35, null, null),
                null,
                null,
                null,
                null);
    }

    /** A table about which there is a notification; with an outcome, recovery was off. */
    static SweepView.TableView severe(
            VerdictKind verdict,
            @Nullable OutcomeKind outcome,
            @Nullable Severity violation,
            @Nullable Severity event) {
        List<SweepView.ViolationView> violations = new ArrayList<>();
        if (outcome == OutcomeKind.UNCONFIRMED) {
            violations.add(disabled("It is off."));
        }
        if (violation != null) {
            violations.add(new SweepView.ViolationView(
                    FindingKind.HISTORY_LOST,
                    violation,
                    "35 days lost",
                    "It is lost.",
                    "For good.",
                    "Acknowledge it."));
        }
        return new SweepView.TableView(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
                "orders",
                verdict,
                violations,
                List.of(),
                "default",
                OFF,
                null,
                outcome == null ? null : new SweepView.RemediationView(outcome, "Because.", List.of()),
                null,
                null,
                null,
                null,
                new SweepView.NotificationView(
                        Notification.Kind.NEW,
                        List.of(),
                        false,
                        null,
                        event == null
                                ? List.of()
                                : List.of(new SweepView.EventView(
                                        "2026-11-22T10:00:00Z",
                                        TableEvent.Kind.OTHER,
                                        event,
                                        "Changed",
                                        "It changed.",
                                        null,
                                        null)),
                        null),
                null,
                null);
    }

    static SweepView view(SweepView.TableView... tables) {
        return view(true, null, List.of(tables));
    }

    static SweepView view(boolean complete, @Nullable String failure, List<SweepView.TableView> tables) {
        SweepView.Header header = new SweepView.Header(
                "sweep-1",
                "2026-11-22T10:00:00Z",
                "2026-11-22T10:00:30Z",
                "123456789012",
                "eu-west-1",
                complete,
                "policy.yaml",
                true,
                null,
                failure,
                null,
                new SweepView.Reads(12, 3),
                null,
                null,
                null);
        return new SweepView(header, Summaries.of(tables), tables, 0);
    }

    /** Gives the same with a self-check beside it. */
    static SweepView seeing(SweepView view, SelfCheckView self) {
        SweepView.Header header = view.sweep();
        return with(view, header.region(), header.ledgerFailure(), self);
    }

    /** Gives the same of another region. */
    static SweepView in(String region, SweepView view) {
        SweepView.Header header = view.sweep();
        return with(view, region, header.ledgerFailure(), header.selfCheck());
    }

    /** Gives the same of a sweep that could not use the ledger. */
    static SweepView withoutLedger(SweepView view, String failure) {
        SweepView.Header header = view.sweep();
        return with(view, header.region(), failure, header.selfCheck());
    }

    private static SweepView with(
            SweepView view, String region, @Nullable String ledgerFailure, @Nullable SelfCheckView self) {
        SweepView.Header header = view.sweep();
        return new SweepView(
                new SweepView.Header(
                        header.id(),
                        header.startedAt(),
                        header.finishedAt(),
                        header.account(),
                        region,
                        header.complete(),
                        header.policy(),
                        header.fix(),
                        header.selection(),
                        header.failure(),
                        ledgerFailure,
                        header.reads(),
                        self,
                        null,
                        null),
                view.summary(),
                view.tables(),
                view.tablesOmitted());
    }

    private static SweepView.ViolationView disabled(String message) {
        return new SweepView.ViolationView(
                FindingKind.RECOVERY_DISABLED,
                Severity.HIGH,
                "RecoveryDisabled",
                message,
                "Nothing can be brought back.",
                "aws dynamodb enable-it");
    }

    static SweepView.TableView table(
            String name,
            VerdictKind verdict,
            List<SweepView.ViolationView> violations,
            List<SweepView.NoticeView> notices,
            SweepView.RecoveryView recovery,
            SweepView.@Nullable RemediationView remediation,
            @Nullable BigDecimal cost,
            @Nullable String costNote,
            @Nullable String reason) {
        return new SweepView.TableView(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/" + name,
                name,
                verdict,
                violations,
                notices,
                "default",
                recovery,
                null,
                remediation,
                cost,
                costNote,
                reason,
                verdict == VerdictKind.UNDETERMINED ? "Allow it." : null,
                verdict == VerdictKind.COMPLIANT && remediation == null && notices.isEmpty()
                        ? null
                        : new SweepView.NotificationView(
                                Notification.Kind.NEW, List.of(), false, null, List.of(), null),
                null,
                null);
    }
}
