package io.pitrguard.report;

import java.util.Locale;

/** The kinds of events for other systems. Each has a schema in docs/events/. */
public enum EventKind {
    /** Somebody's call changed a table's recovery. */
    DRIFT("Table Drift"),
    /** A sweep found something about a table that none of the other kinds says. */
    FINDING("Table Finding"),
    /** Recovery is on again, and the history before is lost. */
    HISTORY_LOST("Table History Lost"),
    /** Automatic remediation is suspended, because recovery keeps being disabled. */
    FLAPPING("Table Flapping"),
    /** A change that was to make the table compliant failed. */
    REMEDIATION_FAILED("Table Remediation Failed"),
    /** A table became compliant by pitr-guard's change. */
    REMEDIATED("Table Remediated"),
    /** An exemption ended, or will soon. */
    EXEMPTION_ENDING("Table Exemption Ending"),
    /** Nothing that people were notified of is open any more. */
    RESOLVED("Table Resolved"),
    /** A drill of a table is over. */
    DRILL("Table Drill"),
    /** What a sweep came to. */
    DIGEST("Sweep Digest"),
    /** Something that pitr-guard depends on does not work, or works again. */
    UNHEALTHY("Self-Check");

    private final String detailType;

    EventKind(String detailType) {
        this.detailType = detailType;
    }

    /** Returns the event's {@code detail-type}. */
    public String detailType() {
        return detailType;
    }

    /** Returns the name of its schema's file, such as {@code table-drift.schema.json}. */
    public String schema() {
        return fileName() + ".schema.json";
    }

    /** Returns the name of its files without their ends. */
    public String fileName() {
        return detailType.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
