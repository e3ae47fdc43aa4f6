package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The sections of a digest, most urgent first; a table is in the first one that fits. */
enum DigestSection {
    SUSPENDED("REMEDIATION SUSPENDED: recovery keeps being disabled"),
    FIX_FAILED("FIX FAILED"),
    NON_COMPLIANT("NOT COMPLIANT"),
    HAPPENED("CHANGES TO KNOW OF"),
    UNDETERMINED("UNDETERMINED: required data could not be read"),
    FIXED("FIXED"),
    ENDING("EXEMPTIONS THAT END SOON"),
    NOTICED("TO CLEAN UP"),
    RESOLVED("RESOLVED"),
    SILENT("NOTHING TO SAY");

    private static final Comparator<SweepView.TableView> BY_URGENCY =
            Comparator.comparing(DigestSection::of).thenComparing(SweepView.TableView::name);

    /** What people do not know before reminders, the table that they were notified of longest ago first. */
    static final Comparator<SweepView.TableView> BY_TURN = Comparator.comparing(DigestSection::isReminder)
            .thenComparing(DigestSection::lastNotifiedAt)
            .thenComparing(BY_URGENCY);

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
        return byUrgency(
                view.tables().stream().filter(table -> of(table) != SILENT).toList());
    }

    /**
     * Returns the tables that people must be notified of, in the order in which they get a place in a message: what people
     * do not know before reminders, the table that they were notified of longest ago first. So none waits for ever.
     */
    static List<SweepView.TableView> toNotify(SweepView view) {
        return view.tables().stream()
                .filter(table -> table.notification() != null)
                .sorted(BY_TURN)
                .toList();
    }

    /** Returns the same tables, most urgent first. */
    static List<SweepView.TableView> byUrgency(List<SweepView.TableView> tables) {
        return tables.stream().sorted(BY_URGENCY).toList();
    }

    private static boolean isReminder(SweepView.TableView table) {
        return table.notification() != null && table.notification().kind() == Notification.Kind.REMINDER;
    }

    private static Instant lastNotifiedAt(SweepView.TableView table) {
        String at = table.notification() == null ? null : table.notification().lastNotifiedAt();
        return at == null ? Instant.MIN : Instant.parse(at);
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
        if (endsSoon(table)) {
            return ENDING;
        }
        if (table.notification() != null && !table.notification().events().isEmpty()) {
            return HAPPENED;
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

    /** Whether all that there is to tell of a table is that its exemption ends. */
    private static boolean endsSoon(SweepView.TableView table) {
        return table.exemption() != null
                && table.notification() != null
                && !table.notification().events().isEmpty()
                && table.notification().events().stream()
                        .allMatch(event -> event.kind() == TableEvent.Kind.EXEMPTION_ENDING)
                && table.notices().stream().allMatch(SweepView.NoticeView::informational);
    }
}
