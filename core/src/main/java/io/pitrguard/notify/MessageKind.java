package io.pitrguard.notify;

import java.util.Locale;

/** Every kind of message, and of table in one; {@link #toString()} is its name in attributes, events and docs. */
public enum MessageKind {
    /** Recovery keeps being disabled: automatic remediation of the table is suspended. */
    FLAPPING,
    /** Remediation was tried and failed. */
    REMEDIATION_FAILED,
    /** History that could be restored no longer can. */
    HISTORY_LOST,
    /** A table changed: it falls short, could not be read, or was fixed. */
    DRIFT,
    /** Several of these at once, after a sweep. */
    DIGEST,
    /** pitr-guard itself does not work as it should. */
    UNHEALTHY,
    /** An exemption ends soon. */
    EXEMPTION_ENDING,
    /** A restore waits for a person, or has ended. */
    RESTORE,
    /** A drill failed or proved nothing, or a table of drills remains. */
    DRILL,
    /** Backups that a schedule takes or deletes failed. */
    BACKUP,
    /** What people knew of is over. */
    RESOLVED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
