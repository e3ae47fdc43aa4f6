package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.MessageContent;
import java.util.List;

/** The digest of a sweep as plain text: what, where, why it matters, what was done, what to do. */
final class DigestText {
    private final StringBuilder text = new StringBuilder();
    private int number;

    private DigestText() {}

    /**
     * Writes the text.
     *
     * @param view with the tables to include, most urgent first
     * @param content what the mail tells, with all tables
     */
    static String of(SweepView view, MessageContent content) {
        DigestText digest = new DigestText();
        digest.text.append(MailText.opening(content));
        digest.opening(view);
        List<SweepView.TableView> tables = RepeatedCauses.once(view.tables());
        for (DigestSection section : DigestSection.values()) {
            digest.section(section, tables.stream().filter(section::holds).toList());
        }
        digest.closing(view);
        return digest.text.append(MailText.closing(content)).toString();
    }

    private void opening(SweepView view) {
        SweepView.Header sweep = view.sweep();
        SweepView.Summary summary = view.summary();
        line("pitr-guard checked %s in account %s, %s (policy: %s; sweep %s, finished %s)."
                .formatted(
                        ProofAge.tables(summary),
                        sweep.account(),
                        sweep.region(),
                        sweep.policy(),
                        sweep.id(),
                        sweep.finishedAt()));
        line("");
        DigestCounts.lines(summary, sweep.finishedAt()).forEach(this::line);
        int known = (int) known(summary, view);
        if (known > 0) {
            line("  %s with findings that you already know of (./pitr-guard status --region %s lists them)"
                    .formatted(Counted.of(known, "more table", "more tables"), sweep.region()));
        }
        if (sweep.ledgerFailure() != null) {
            line("");
            line("THE LEDGER COULD NOT BE USED: " + sweep.ledgerFailure());
            line("You may have received this before, and lost history may go unnoticed.");
        }
        if (sweep.failure() != null) {
            line("");
            line("THIS SWEEP FAILED: " + sweep.failure());
            line(
                    "Tables that were not listed were not checked. The next sweep starts again. More in docs/runbooks/unhealthy.md");
        } else if (!sweep.complete()) {
            line("");
            line(
                    "THIS SWEEP DID NOT COMPLETE: it ran out of time. Some tables were not checked. The next sweep starts again.");
        }
        if (sweep.selfCheck() != null) {
            text.append(SelfCheckText.of(sweep.selfCheck()));
        }
    }

    /** Returns how many tables have findings that are not included. */
    private static long known(SweepView.Summary summary, SweepView view) {
        long included = view.tables().stream()
                .filter(table ->
                        table.verdict() == VerdictKind.NON_COMPLIANT || table.verdict() == VerdictKind.UNDETERMINED)
                .count();
        return summary.nonCompliant() + summary.undetermined() - included - view.tablesOmitted();
    }

    private void section(DigestSection section, List<SweepView.TableView> tables) {
        if (tables.isEmpty()) {
            return;
        }
        line("");
        line(section.title() + " (" + tables.size() + ")");
        tables.forEach(this::table);
    }

    private void table(SweepView.TableView table) {
        line("");
        line("%d. %s".formatted(++number, table.name()));
        text.append(TableText.of(table));
    }

    private void closing(SweepView view) {
        if (view.sweep().evidence() != null) {
            line("");
            view.sweep().evidence().lines().forEach(this::line);
        }
        if (view.tablesOmitted() > 0) {
            line("");
            line(
                    "%s left out of this mail because of its size. The log of the function has all of them, or run: ./pitr-guard sweep --region %s"
                            .formatted(
                                    Counted.of(view.tablesOmitted(), "more table was", "more tables were"),
                                    view.sweep().region()));
        }
    }

    private void line(String line) {
        text.append(Printable.line(line)).append('\n');
    }
}
