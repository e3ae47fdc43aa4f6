package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.report.StatusView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a table of a {@link StatusView}, and views of such tables. */
final class StatusTableBuilder {
    private final String name;
    private final VerdictKind verdict;
    private StatusView.RecoveryView recovery =
            new StatusView.RecoveryView(LastObservation.Status.ENABLED, 35, "2026-10-18T10:00:00Z", false);
    private List<StatusView.ViolationView> violations = List.of();
    private String reason;
    private StatusView.ObservationView unread;
    private StatusView.FlappingView flapping;
    private StatusView.LossView loss;
    private boolean acknowledged;
    private String proven;

    private StatusTableBuilder(String name, String verdict) {
        this.name = name;
        this.verdict = VerdictKind.valueOf(verdict);
    }

    static StatusTableBuilder table(String name, String verdict) {
        return new StatusTableBuilder(name, verdict);
    }

    StatusTableBuilder recovery(String status, Integer days, String since, boolean growing) {
        recovery = new StatusView.RecoveryView(LastObservation.Status.valueOf(status), days, since, growing);
        return this;
    }

    StatusTableBuilder violation(String kind, String message) {
        violations =
                List.of(new StatusView.ViolationView(FindingKind.named(kind).orElseThrow(), message));
        return this;
    }

    StatusTableBuilder reason(String newReason) {
        reason = newReason;
        return this;
    }

    StatusTableBuilder unread(String at) {
        unread = new StatusView.ObservationView(at, Trigger.CONFIG_RULE, VerdictKind.UNDETERMINED);
        return this;
    }

    StatusTableBuilder flapping() {
        flapping = new StatusView.FlappingView("2026-11-22T08:00:00Z", "2026-11-22T08:00:00Z by ann");
        return this;
    }

    StatusTableBuilder lost() {
        loss = new StatusView.LossView("2026-11-02T10:00:00Z", "2026-11-20T10:00:00Z", null);
        return this;
    }

    StatusTableBuilder acknowledged() {
        acknowledged = true;
        return this;
    }

    StatusTableBuilder proven(String at) {
        proven = at;
        return this;
    }

    private StatusView.TableView view() {
        return new StatusView.TableView(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/" + name,
                name,
                verdict,
                null,
                violations,
                reason,
                recovery,
                new StatusView.ObservationView("2026-11-22T07:00:00Z", Trigger.SWEEP, verdict),
                unread,
                flapping,
                loss,
                acknowledged,
                proven);
    }

    /** Returns the fleet at 2026-11-22 10:00, with this many deleted tables. */
    static StatusView fleet(int gone, @Nullable String newestObservationAt, StatusTableBuilder... tables) {
        List<StatusView.TableView> views =
                List.of(tables).stream().map(StatusTableBuilder::view).toList();
        return new StatusView(
                new StatusView.Header(
                        "2026-11-22T10:00:00Z", "our-ledger", "123456789012", "eu-west-1", newestObservationAt, false),
                new StatusView.Summary(
                        views.size(),
                        count(views, VerdictKind.COMPLIANT),
                        count(views, VerdictKind.NON_COMPLIANT),
                        count(views, VerdictKind.EXEMPT),
                        count(views, VerdictKind.NOT_APPLICABLE),
                        count(views, VerdictKind.UNDETERMINED),
                        gone,
                        (int) views.stream().filter(v -> v.flapping() != null).count(),
                        (int) views.stream()
                                .filter(v -> v.historyLost() != null)
                                .count()),
                views);
    }

    private static int count(List<StatusView.TableView> views, VerdictKind verdict) {
        return (int) views.stream().filter(v -> v.verdict() == verdict).count();
    }
}
