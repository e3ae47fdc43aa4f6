package io.pitrguard.domain.backup;

import io.pitrguard.domain.table.TableRef;
import java.util.Optional;

/**
 * Something that a run of backups could not do, and that a person must hear of.
 *
 * @param table empty where it is about all tables, or about a record that cannot be understood
 * @param what in sentences, with what to do where that is known
 */
public record BackupProblem(Kind kind, Optional<TableRef> table, String what) {
    /** What was not done. */
    public enum Kind {
        /** Tables, records or backups could not be listed. */
        NOT_LISTED("backups could not be listed", true),
        /** Whether a backup of the table is due is not known. */
        NOT_JUDGED("not known whether a backup is due", true),
        /** A backup that is due was not taken, or nobody knows. */
        NOT_TAKEN("no backup taken", true),
        /** A backup has been due for a day, and its turn did not come. */
        LATE("backup is late", true),
        /** A backup that is no longer kept was not deleted, or nobody knows. */
        NOT_DELETED("old backup not deleted", false),
        /** A record could not be understood or stored. */
        RECORD("record not understood or stored", false),
        /** Time was up before anything was done. */
        NO_TIME("time was up", true);

        private final String title;
        private final boolean missing;

        Kind(String title, boolean missing) {
            this.title = title;
            this.missing = missing;
        }

        /** Returns the same in a few words. */
        public String title() {
            return title;
        }
    }

    /** Creates one about a table. */
    public static BackupProblem of(Kind kind, TableRef table, String what) {
        return new BackupProblem(kind, Optional.of(table), what);
    }

    /** Creates one that is about no single table. */
    public static BackupProblem of(Kind kind, String what) {
        return new BackupProblem(kind, Optional.empty(), what);
    }

    /** Whether a backup may be missing because of it. */
    public boolean missing() {
        return kind.missing;
    }

    /** Returns what tells it from other problems, and is the same as long as it lasts. */
    public String key() {
        String about = table.map(TableRef::name).orElseGet(() -> kind == Kind.RECORD ? what : "all");
        return kind + " " + about;
    }

    /** Returns what people read, with the name of the table. */
    public String text() {
        return table.map(about -> about.name() + ": " + what).orElse(what);
    }
}
