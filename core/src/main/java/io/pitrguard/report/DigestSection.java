package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The sections of a digest, most urgent first; a table is in the first one that fits. */
enum DigestSection {
    SUSPENDED("REMEDIATION SUSPENDED: recovery keeps being disabled"),
    FIX_FAILED("FIX FAILED"),
    NON_COMPLIANT("NOT COMPLIANT"),
    UNDETERMINED("UNDETERMINED: required data could not be read"),
    FIXED("FIXED"),
    NOTICED("TO CLEAN UP"),
    RESOLVED("RESOLVED"),
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

    /** Returns the tables with something to report, most urgent first. */
    static List<SweepView.TableView> telling(SweepView view) {
        return sorted(view.tables().stream().filter(table -> of(table) != SILENT));
    }

    /** Returns the tables that people must be notified of, most urgent first. */
    static List<SweepView.TableView> notification(SweepView view) {
        return sorted(view.tables().stream().filter(table -> table.notification() != null));
    }

    private static List<SweepView.TableView> sorted(Stream<SweepView.TableView> tables) {
        return tables.sorted(Comparator.comparing(DigestSection::of).thenComparing(SweepView.TableView::name))
                .toList();
    }

    /** Returns the table's section. */
    static DigestSection of(SweepView.TableView table) {
        SweepView.RemediationView remediation = table.remediation();
        if (remediation != null && remediation.outcome() == OutcomeKind.FLAPPING) {
            return SUSPENDED;
        }
        if (remediation != null && remediation.outcome() == OutcomeKind.FIX_FAILED) {
            return FIX_FAILED;
        }
        if (table.verdict() == VerdictKind.NON_COMPLIANT) {
            return NON_COMPLIANT;
        }
        if (table.verdict() == VerdictKind.UNDETERMINED) {
            return UNDETERMINED;
        }
        if (remediation != null && remediation.outcome() == OutcomeKind.FIXED) {
            return FIXED;
        }
        if (!table.notices().stream().allMatch(SweepView.NoticeView::informational)) {
            return NOTICED;
        }
        return table.notification() == null ? SILENT : RESOLVED;
    }
}
