package io.pitrguard.cli;

import io.pitrguard.report.SweepView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds the view of one table, and of a sweep from such. */
final class TableViews {
    private final String name;
    private final String verdict;
    private final List<SweepView.ViolationView> violations = new ArrayList<>();
    private final List<SweepView.NoticeView> notices = new ArrayList<>();
    private String rule = "default";
    private SweepView.RecoveryView recovery = new SweepView.RecoveryView("DISABLED", null, null, null);
    private SweepView.ExemptionView exemption;
    private SweepView.RemediationView remediation;
    private BigDecimal cost;
    private String reason;

    private TableViews(String name, String verdict) {
        this.name = name;
        this.verdict = verdict;
    }

    static TableViews compliant(String name) {
        return new TableViews(name, "COMPLIANT").on(35);
    }

    static TableViews nonCompliant(String name) {
        return new TableViews(name, "NON_COMPLIANT").violation("RecoveryDisabled", "Recovery is off.");
    }

    static TableViews undetermined(String name, String reason) {
        return new TableViews(name, "UNDETERMINED").status("UNREADABLE").reason(reason);
    }

    static TableViews exempt(String name, String reason) {
        TableViews table = new TableViews(name, "EXEMPT");
        table.exemption = new SweepView.ExemptionView(reason, "team", "2027-03-31");
        return table;
    }

    static TableViews gone(String name) {
        return new TableViews(name, "NOT_APPLICABLE").status("TABLE_GONE").reason("The table no longer exists.");
    }

    TableViews on(Integer days) {
        recovery = new SweepView.RecoveryView("ENABLED", days, "2026-10-18T10:00:00Z", "2026-11-22T09:55:00Z");
        return this;
    }

    TableViews status(String status) {
        recovery = new SweepView.RecoveryView(status, null, null, null);
        return this;
    }

    TableViews rule(String newRule) {
        rule = newRule;
        return this;
    }

    TableViews violation(String kind, String message) {
        violations.add(new SweepView.ViolationView(kind, "HIGH", message, "Why.", "aws do --it"));
        return this;
    }

    TableViews notice(String message) {
        notices.add(new SweepView.NoticeView("ExemptionEnded", message, false));
        return this;
    }

    TableViews outcome(String outcome, String message) {
        remediation = new SweepView.RemediationView(outcome, message, List.of());
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
                verdicts(views, "COMPLIANT"),
                verdicts(views, "NON_COMPLIANT"),
                verdicts(views, "EXEMPT"),
                verdicts(views, "NOT_APPLICABLE"),
                verdicts(views, "UNDETERMINED"),
                outcomes(views, "Fixed"),
                outcomes(views, "FixFailed"),
                outcomes(views, "Deferred"),
                outcomes(views, "OverBudget"),
                outcomes(views, "Flapping"),
                new BigDecimal("12.30"),
                (int) views.stream()
                        .filter(v -> v.verdict().equals("NON_COMPLIANT") && v.estimatedMonthlyCostUsd() == null)
                        .count());
    }

    private static int verdicts(List<SweepView.TableView> views, String verdict) {
        return (int) views.stream().filter(v -> v.verdict().equals(verdict)).count();
    }

    private static int outcomes(List<SweepView.TableView> views, String outcome) {
        return (int) views.stream()
                .filter(v ->
                        v.remediation() != null && v.remediation().outcome().equals(outcome))
                .count();
    }
}
