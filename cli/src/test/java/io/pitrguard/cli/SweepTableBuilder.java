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

/** Builds a table of a {@link SweepView}, and views of such tables. */
final class SweepTableBuilder {
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

    private SweepTableBuilder(String name, VerdictKind verdict) {
        this.name = name;
        this.verdict = verdict;
    }

    static SweepTableBuilder compliant(String name) {
        return new SweepTableBuilder(name, VerdictKind.COMPLIANT).on(35);
    }

    static SweepTableBuilder nonCompliant(String name) {
        return new SweepTableBuilder(name, VerdictKind.NON_COMPLIANT).violation("RecoveryDisabled", "Recovery is off.");
    }

    static SweepTableBuilder nonCompliantFor(String name, String violation, Severity severity) {
        return new SweepTableBuilder(name, VerdictKind.NON_COMPLIANT)
                .on(35)
                .violation(violation, severity, "It is so.");
    }

    static SweepTableBuilder undetermined(String name, String reason) {
        return new SweepTableBuilder(name, VerdictKind.UNDETERMINED)
                .status("UNREADABLE")
                .reason(reason);
    }

    static SweepTableBuilder exempt(String name, String reason) {
        SweepTableBuilder table = new SweepTableBuilder(name, VerdictKind.EXEMPT);
        table.exemption = new SweepView.ExemptionView(reason, "team", "2027-03-31");
        return table;
    }

    static SweepTableBuilder gone(String name) {
        return new SweepTableBuilder(name, VerdictKind.NOT_APPLICABLE)
                .status("TABLE_GONE")
                .reason("The table no longer exists.");
    }

    SweepTableBuilder on(Integer days) {
        recovery = new SweepView.RecoveryView(
                SweepView.RecoveryView.Status.ENABLED, days, "2026-10-18T10:00:00Z", "2026-11-22T09:55:00Z");
        return this;
    }

    SweepTableBuilder status(String status) {
        recovery = new SweepView.RecoveryView(SweepView.RecoveryView.Status.valueOf(status), null, null, null);
        return this;
    }

    SweepTableBuilder rule(String newRule) {
        rule = newRule;
        return this;
    }

    SweepTableBuilder violation(String kind, String message) {
        return violation(kind, Severity.HIGH, message);
    }

    SweepTableBuilder violation(String kind, Severity severity, String message) {
        violations.add(new SweepView.ViolationView(
                FindingKind.named(kind).orElseThrow(), severity, kind, message, "Why.", "aws do --it"));
        return this;
    }

    SweepTableBuilder notice(String message) {
        notices.add(new SweepView.NoticeView(FindingKind.EXEMPTION_ENDED, message, false));
        return this;
    }

    SweepTableBuilder outcome(String outcome, String message) {
        remediation = new SweepView.RemediationView(kind(outcome), message, List.of());
        return this;
    }

    SweepTableBuilder cost(String usd) {
        cost = new BigDecimal(usd);
        return this;
    }

    SweepTableBuilder reason(String newReason) {
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
                null,
                null,
                null,
                null);
    }

    /** Returns a complete sweep. */
    static SweepView sweep(SweepTableBuilder... tables) {
        return sweep(true, null, tables);
    }

    /** Returns a sweep that reached its time limit. */
    static SweepView unfinished(SweepTableBuilder... tables) {
        return sweep(false, null, tables);
    }

    /** Returns a sweep whose listing failed. */
    static SweepView failed(String failure, SweepTableBuilder... tables) {
        return sweep(false, failure, tables);
    }

    /** Returns a complete sweep that may change nothing. */
    static SweepView dryRun(SweepTableBuilder... tables) {
        return sweep(false, true, null, tables);
    }

    private static SweepView sweep(boolean complete, String failure, SweepTableBuilder... tables) {
        return sweep(true, complete, failure, tables);
    }

    private static SweepView sweep(boolean fix, boolean complete, String failure, SweepTableBuilder... tables) {
        List<SweepView.TableView> views =
                Arrays.stream(tables).map(SweepTableBuilder::view).toList();
        return new SweepView(
                new SweepView.Header(
                        "a-sweep",
                        "2026-11-22T10:00:00Z",
                        "2026-11-22T10:01:40Z",
                        "123456789012",
                        "eu-west-1",
                        complete,
                        "my.yaml",
                        fix,
                        null,
                        failure,
                        null,
                        new SweepView.Reads(views.size(), 0),
                        null,
                        null,
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
                outcomes(views, "Planned"),
                outcomes(views, "AlertOnly"),
                outcomes(views, "Fixed"),
                outcomes(views, "FixFailed"),
                outcomes(views, "Unconfirmed"),
                outcomes(views, "Deferred"),
                outcomes(views, "OverBudget"),
                outcomes(views, "Flapping"),
                new BigDecimal(outcomes(views, "Fixed") == 0 ? "0.00" : "3.20"),
                new BigDecimal(verdicts(views, VerdictKind.NON_COMPLIANT) == 0 ? "0.00" : "12.30"),
                (int) views.stream()
                        .filter(v -> v.verdict() == VerdictKind.NON_COMPLIANT && v.estimatedMonthlyCostUsd() == null)
                        .count(),
                0,
                null,
                (int) views.stream().filter(SweepView.TableView::gone).count());
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
