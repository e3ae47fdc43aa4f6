package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.report.DeletedTables;
import io.pitrguard.report.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last known state of a fleet as a text table, worst tables first. */
final class StatusOutput {
    private final StatusView view;
    private final Screen screen;
    private final boolean all;
    private final boolean quiet;
    private final String options;

    /**
     * Creates the output.
     *
     * @param options those by which another command finds the tables
     */
    StatusOutput(StatusView view, Listing listing, String options) {
        this.view = view;
        this.screen = listing.screen();
        this.all = listing.all();
        this.quiet = listing.quiet();
        this.options = options;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        List<StatusView.TableView> shown = shown();
        if (!shown.isEmpty()) {
            text.append(rows(shown)).append(System.lineSeparator());
        }
        if (quiet) {
            return text.toString();
        }
        int hidden = view.tables().size() - shown.size();
        if (hidden > 0) {
            text.append("… and %d compliant (--all lists them)%n".formatted(hidden));
        }
        return text.append(summaryText()).toString();
    }

    /** Returns the warning that the newest observation is too old. */
    static String stale(StatusView view) {
        return view.status().newestObservationAt() == null
                ? "no table has been observed yet. Check that the sweep is deployed and runs (./pitr-guard doctor)."
                : "the newest observation is from %s (%s ago). Check that the sweep runs (./pitr-guard doctor)."
                        .formatted(
                                view.status().newestObservationAt(),
                                age(view, view.status().newestObservationAt()));
    }

    private List<StatusView.TableView> shown() {
        boolean listAll = all || view.tables().size() <= TableOrder.MAX_LISTED;
        return view.tables().stream()
                .filter(table -> quiet
                        ? TableOrder.isProblem(table.verdict()) || !isSilent(table)
                        : listAll || table.verdict() != VerdictKind.COMPLIANT || !isSilent(table))
                .sorted(Comparator.<StatusView.TableView>comparingInt(
                                table -> TableOrder.rank(table.verdict(), Optional.empty(), isSilent(table)))
                        .thenComparing(StatusView.TableView::name))
                .toList();
    }

    private static boolean isSilent(StatusView.TableView table) {
        return table.flapping() == null && table.historyLost() == null;
    }

    private String rows(List<StatusView.TableView> tables) {
        Columns columns = new Columns("VERDICT", "RECOVERY", "TABLE").spare("RECOVERY");
        for (StatusView.TableView table : tables) {
            columns.row(Colour.of(table.verdict()), table.verdict().toString(), recovery(table), table.name());
            columns.details(restorable(table) + lastSeen(table));
            columns.details(details(table));
        }
        return columns.text(screen);
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
            return "";
        }
        String minute = since.substring(0, 16).replace('T', ' ');
        return table.recovery().growing()
                ? "Restorable only since " + minute + ". "
                : "Restorable since " + minute + ". ";
    }

    private String lastSeen(StatusView.TableView table) {
        StatusView.ObservationView last = table.lastObservation();
        return last == null ? "Never seen." : "Seen %s ago %s.".formatted(age(view, last.at()), by(last.trigger()));
    }

    private static String by(Trigger trigger) {
        return switch (trigger) {
            case SWEEP -> "by a sweep";
            case CONFIG_RULE -> "by the AWS Config rule";
            case DRIFT -> "after a call";
            case PERSON -> "by a person";
        };
    }

    private static String age(StatusView view, String at) {
        return rounded(
                Duration.between(Instant.parse(at), Instant.parse(view.status().at())));
    }

    /** Returns how long ago something was, as exactly as people need it. */
    static String rounded(Duration age) {
        return Durations.description(
                age.toDays() >= 2
                        ? Duration.ofDays(age.toDays())
                        : age.toMinutes() >= 60 ? Duration.ofHours(age.toHours()) : age);
    }

    private static boolean has(StatusView.TableView table, FindingKind kind) {
        return table.violations().stream().anyMatch(violation -> violation.kind() == kind);
    }

    private String details(StatusView.TableView table) {
        List<String> parts = new ArrayList<>();
        table.violations().forEach(violation -> parts.add(violation.message()));
        if (table.lossAcknowledged()) {
            parts.add("(Lost history acknowledged; the next check no longer counts it.)");
        }
        String proven = table.restoreProven();
        if (proven != null && !has(table, FindingKind.DRILL_OVERDUE)) {
            parts.add((has(table, FindingKind.DRILL_FAILED) ? "Restore last proven on " : "Restore proven on ")
                    + proven.substring(0, 10) + ".");
        }
        StatusView.LossView loss = table.historyLost();
        if (loss != null && !has(table, FindingKind.HISTORY_LOST)) {
            parts.add("Nothing between %s and %s can be restored%s; not acknowledged."
                    .formatted(loss.from(), loss.to(), loss.by() == null ? "" : " (" + loss.by() + ")"));
        }
        StatusView.FlappingView flapping = table.flapping();
        if (flapping != null) {
            parts.add("Flapping since %s: automatic remediation is suspended until acknowledged. Disabled: %s."
                    .formatted(flapping.since(), flapping.disables()));
        }
        StatusView.ObservationView unreadable = table.lastUnreadable();
        if (unreadable != null) {
            parts.add("Could not be read %s ago (%s):"
                    .formatted(
                            age(view, unreadable.at()),
                            HistoryOutput.words(unreadable.trigger().toString())));
        }
        if (table.reason() != null) {
            parts.add(table.reason());
        }
        return String.join(" ", parts);
    }

    /** Returns the text without the tables. */
    String summaryText() {
        if (quiet) {
            return "";
        }
        StatusView.Summary s = view.summary();
        StatusView.Header header = view.status();
        List<String> sentences = new ArrayList<>();
        sentences.add("%s in %s, account %s, from the ledger %s%s"
                .formatted(
                        Counted.tables(s.tables()),
                        header.region(),
                        header.account(),
                        header.ledger(),
                        s.gone() == 0 ? "" : "; " + DeletedTables.notCounted(s) + (all ? "" : " (--all lists them)")));
        sentences.add("%d non-compliant, %d undetermined, %d compliant, %d exempt, %d not applicable"
                .formatted(s.nonCompliant(), s.undetermined(), s.compliant(), s.exempt(), s.notApplicable()));
        if (s.flapping() + s.historyLost() > 0) {
            sentences.add(
                    "%d flapping, %d with lost history. To acknowledge: ./pitr-guard acknowledge TABLE %s --reason …"
                            .formatted(s.flapping(), s.historyLost(), options));
        }
        return sentences.stream()
                .flatMap(sentence -> Wrap.lines(sentence, screen.width()).stream())
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
