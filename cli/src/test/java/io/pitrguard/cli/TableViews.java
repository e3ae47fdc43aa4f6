package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.SweepView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds the view of one table, and of a sweep from such. */
final class TableViews {
    private final String name;
    private final VerdictKind verdict;
    private final List<SweepView.ViolationView> violations = new ArrayList<>();
    private final List<SweepView.NoticeView> notices = new ArrayList<>();
    private String rule = "default";
    private SweepView.RecoveryView recovery =
            new SweepView.RecoveryView(SweepView.RecoveryView.Status.DISABLED, null, null, null);
    private SweepView.ExemptionView exemption;
    private SweepView.RemediationView remediation;
    private BigDecimal cost;
    private String reason;

    private TableViews(String name, VerdictKind verdict) {
        this.name = name;
        this.verdict = verdict;
    }

    static TableViews compliant(String name) {
        return new TableViews(name, VerdictKind.COMPLIANT).on(35);
    }

    static TableViews nonCompliant(String name) {
        return new TableViews(name, VerdictKind.NON_COMPLIANT).violation("RecoveryDisabled", "Recovery is off.");
    }

    static TableViews undetermined(String name, String reason) {
        return new TableViews(name, VerdictKind.UNDETERMINED)
                .status("UNREADABLE")
                .reason(reason);
    }

    static TableViews exempt(String name, String reason) {
        TableViews table = new TableViews(name, VerdictKind.EXEMPT);
        table.exemption = new SweepView.ExemptionView(reason, "team", "2027-03-31");
        return table;
    }

    static TableViews gone(String name) {
        return new TableViews(name, VerdictKind.NOT_APPLICABLE)
                .status("TABLE_GONE")
                .reason("The table no longer exists.");
    }

    TableViews on(Integer days) {
        recovery = new SweepView.RecoveryView(
                SweepView.RecoveryView.Status.ENABLED, days, "2026-10-18T10:00:00Z", "2026-11-22T09:55:00Z");
        return this;
    }

    TableViews status(String status) {
        recovery = new SweepView.RecoveryView(SweepView.RecoveryView.Status.valueOf(status), null, null, null);
        return this;
    }

    TableViews rule(String newRule) {
        rule = newRule;
        return this;
    }

    TableViews violation(String kind, String message) {
        violations.add(new SweepView.ViolationView(
                FindingKind.named(kind).orElseThrow(), Severity.HIGH, message, "Why.", "aws do --it"));
        return this;
    }

    TableViews notice(String message) {
        notices.add(new SweepView.NoticeView(FindingKind.EXEMPTION_ENDED, message, false));
        return this;
    }

    TableViews outcome(String outcome, String message) {
        remediation = new SweepView.RemediationView(kind(outcome), message, List.of());
        return this;
    }

    TableViews cost(String usd) {
        cost = new BigDecimal(usd);
        return this;
    }

    TableViews reason(String newReason) {
        reason = newReason;
        return this;
    }

    private SweepView.TableView view() {
        return new SweepView.TableView(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/" + name,
                name,
                verdict,
                violations,
                notices,
                rule,
                recovery,
                exemption,
                remediation,
                cost,
                null,
                reason,
                null);
    }

    /** A sweep that went well. */
    static SweepView sweep(TableViews... tables) {
        return sweep(true, null, tables);
    }

    /** A sweep that ran out of time. */
    static SweepView unfinished(TableViews... tables) {
        return sweep(false, null, tables);
    }

    /** A sweep whose listing failed. */
    static SweepView failed(String failure, TableViews... tables) {
        return sweep(false, failure, tables);
    }

    private static SweepView sweep(boolean complete, String failure, TableViews... tables) {
        List<SweepView.TableView> views =
                Arrays.stream(tables).map(TableViews::view).toList();
        return new SweepView(
                new SweepView.Header(
                        "a-sweep",
                        "2026-11-22T10:00:00Z",
                        "2026-11-22T10:01:40Z",
                        "123456789012",
                        "eu-west-1",
                        complete,
                        "my.yaml",
                        true,
                        failure,
                        null,
                        new SweepView.Reads(views.size(), 0),
                        null),
                summary(views),
                views,
                0);
    }

    private static SweepView.Summary summary(List<SweepView.TableView> views) {
        return new SweepView.Summary(
                views.size(),
                verdicts(views, VerdictKind.COMPLIANT),
                verdicts(views, VerdictKind.NON_COMPLIANT),
                verdicts(views, VerdictKind.EXEMPT),
                verdicts(views, VerdictKind.NOT_APPLICABLE),
                verdicts(views, VerdictKind.UNDETERMINED),
                outcomes(views, "Fixed"),
                outcomes(views, "FixFailed"),
                outcomes(views, "Deferred"),
                outcomes(views, "OverBudget"),
                outcomes(views, "Flapping"),
                new BigDecimal("12.30"),
                (int) views.stream()
                        .filter(v -> v.verdict() == VerdictKind.NON_COMPLIANT && v.estimatedMonthlyCostUsd() == null)
                        .count());
    }

    private static int verdicts(List<SweepView.TableView> views, VerdictKind verdict) {
        return (int) views.stream().filter(v -> v.verdict() == verdict).count();
    }

    private static int outcomes(List<SweepView.TableView> views, String outcome) {
        return (int) views.stream()
                .filter(v -> v.remediation() != null
                        && v.remediation().outcome().toString().equals(outcome))
                .count();
    }

    private static OutcomeKind kind(String outcome) {
        return Arrays.stream(OutcomeKind.values())
                .filter(kind -> kind.toString().equals(outcome))
                .findFirst()
                .orElseThrow();
    }
}
