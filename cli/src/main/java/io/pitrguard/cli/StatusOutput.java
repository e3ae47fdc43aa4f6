package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.report.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A fleet as it was last seen, for people: worst first, aligned, coloured on a terminal. */
final class StatusOutput {
    private final StatusView view;
    private final boolean colour;
    private final boolean all;

    StatusOutput(StatusView view, boolean colour, boolean all) {
        this.view = view;
        this.colour = colour;
        this.all = all;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        List<StatusView.TableView> shown = shown();
        if (!shown.isEmpty()) {
            text.append(rows(shown)).append(System.lineSeparator());
        }
        int hidden = view.tables().size() - shown.size();
        if (hidden > 0) {
            text.append("… and %d compliant (--all lists them)%n".formatted(hidden));
        }
        return text.append(summary()).toString();
    }

    /** Says that the newest look is too old to trust. */
    static String stale(StatusView view) {
        return view.status().newestObservationAt() == null
                ? "nobody looked at any of these tables yet. Is the sweep deployed and running?"
                : "nobody looked since %s (%s ago). Is the sweep running?"
                        .formatted(
                                view.status().newestObservationAt(),
                                age(view, view.status().newestObservationAt()));
    }

    private List<StatusView.TableView> shown() {
        boolean few = all || view.tables().size() <= WorstFirst.MANY;
        return view.tables().stream()
                .filter(table -> few || table.verdict() != VerdictKind.COMPLIANT || !calm(table))
                .sorted(Comparator.<StatusView.TableView>comparingInt(
                                table -> WorstFirst.rank(table.verdict(), calm(table)))
                        .thenComparing(StatusView.TableView::name))
                .toList();
    }

    private static boolean calm(StatusView.TableView table) {
        return table.flapping() == null && table.historyLost() == null;
    }

    private String rows(List<StatusView.TableView> tables) {
        Columns columns = new Columns("VERDICT", "TABLE", "RECOVERY", "RESTORABLE", "LAST SEEN", "WHAT");
        tables.forEach(table -> columns.row(
                Columns.Colour.of(table.verdict()),
                table.verdict().toString(),
                table.name(),
                recovery(table),
                restorable(table),
                seen(table),
                what(table)));
        return columns.text(colour);
    }

    private static String recovery(StatusView.TableView table) {
        StatusView.RecoveryView recovery = table.recovery();
        return switch (recovery.status()) {
            case ENABLED ->
                recovery.recoveryPeriodDays() == null ? "on" : "on, " + recovery.recoveryPeriodDays() + " d";
            case DISABLED -> "off";
            case GONE -> "gone";
            case UNREADABLE -> "unknown";
        };
    }

    private static String restorable(StatusView.TableView table) {
        String since = table.recovery().restorableSince();
        if (since == null) {
            return "-";
        }
        String minute = since.substring(0, 16).replace('T', ' ');
        return table.recovery().growing() ? "only since " + minute : "since " + minute;
    }

    private String seen(StatusView.TableView table) {
        StatusView.ObservationView seen = table.lastObservation();
        return seen == null
                ? "never"
                : age(view, seen.at()) + " ago, "
                        + HistoryOutput.words(seen.trigger().toString());
    }

    private static String age(StatusView view, String at) {
        Duration age =
                Duration.between(Instant.parse(at), Instant.parse(view.status().at()));
        return Durations.description(
                age.toDays() >= 2
                        ? Duration.ofDays(age.toDays())
                        : age.toMinutes() >= 60 ? Duration.ofHours(age.toHours()) : age);
    }

    private String what(StatusView.TableView table) {
        List<String> parts = new ArrayList<>();
        table.violations().forEach(violation -> parts.add(violation.message()));
        if (table.lossAcknowledged()) {
            parts.add("(The lost history is acknowledged; the next look no longer counts it.)");
        }
        StatusView.LossView loss = table.historyLost();
        if (loss != null && table.violations().stream().noneMatch(v -> v.kind() == FindingKind.HISTORY_LOST)) {
            parts.add("Nothing between %s and %s can be restored, and nobody acknowledged that."
                    .formatted(loss.from(), loss.to()));
        }
        StatusView.FlappingView flapping = table.flapping();
        if (flapping != null) {
            parts.add("Left alone since %s, until somebody acknowledges it: disabled %s."
                    .formatted(flapping.since(), flapping.disables()));
        }
        StatusView.ObservationView unread = table.lastUnreadable();
        if (unread != null) {
            parts.add("Not readable %s ago (%s):"
                    .formatted(
                            age(view, unread.at()),
                            HistoryOutput.words(unread.trigger().toString())));
        }
        if (table.reason() != null) {
            parts.add(table.reason());
        }
        return String.join(" ", parts);
    }

    private String summary() {
        StatusView.Summary s = view.summary();
        StatusView.Header header = view.status();
        StringBuilder text = new StringBuilder("%d table%s in %s, account %s, as the ledger %s knows them%s%n"
                .formatted(
                        s.tables(),
                        s.tables() == 1 ? "" : "s",
                        header.region(),
                        header.account(),
                        header.ledger(),
                        s.gone() == 0 ? "" : ", and " + s.gone() + " gone" + (all ? "" : " (--all lists them)")));
        text.append("%d non-compliant, %d undetermined, %d compliant, %d exempt, %d not applicable%n"
                .formatted(s.nonCompliant(), s.undetermined(), s.compliant(), s.exempt(), s.notApplicable()));
        if (s.flapping() + s.historyLost() > 0) {
            text.append("%d left alone, %d with lost history: ./pitr-guard acknowledge TABLE --reason … settles them%n"
                    .formatted(s.flapping(), s.historyLost()));
        }
        return text.toString();
    }
}
