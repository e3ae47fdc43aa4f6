package io.pitrguard.report;

import java.util.Comparator;
import java.util.List;

/** The sections of a digest, most urgent first; a table stands in the first one that holds it. */
enum DigestSection {
    FIX_FAILED("CORRECTION FAILED"),
    NON_COMPLIANT("NOT COMPLIANT"),
    UNDETERMINED("COULD NOT BE JUDGED: neither compliant nor not"),
    CORRECTED("CORRECTED"),
    NOTICED("TO BE TIDIED UP"),
    SILENT("NOTHING TO SAY");

    private final String title;

    DigestSection(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean holds(SweepView.TableView table) {
        return of(table) == this;
    }

    /** Gives the tables that there is something to say of, most urgent first. */
    static List<SweepView.TableView> telling(SweepView view) {
        return view.tables().stream()
                .filter(table -> of(table) != SILENT)
                .sorted(Comparator.comparing(DigestSection::of).thenComparing(SweepView.TableView::name))
                .toList();
    }

    /** Gives the table's section. */
    static DigestSection of(SweepView.TableView table) {
        SweepView.RemediationView remediation = table.remediation();
        if (remediation != null && remediation.outcome().equals("FixFailed")) {
            return FIX_FAILED;
        }
        if (table.verdict().equals("NON_COMPLIANT")) {
            return NON_COMPLIANT;
        }
        if (table.verdict().equals("UNDETERMINED")) {
            return UNDETERMINED;
        }
        if (remediation != null && remediation.outcome().equals("Fixed")) {
            return CORRECTED;
        }
        return table.notices().isEmpty() ? SILENT : NOTICED;
    }
}
