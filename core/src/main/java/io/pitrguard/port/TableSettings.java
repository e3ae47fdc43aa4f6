package io.pitrguard.port;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.Map;
import java.util.Set;

/** Reads settings of tables, and writes one. Never throws for what AWS answers. */
public interface TableSettings {
    /** Whether AWS takes changes of a table now. */
    sealed interface Readiness {
        /** The table and all its indexes are active. */
        record Ready() implements Readiness {}

        /**
         * AWS is still busy with it: it restores, creates an index, or carries out another change.
         *
         * @param with what AWS is doing, for people
         */
        record Busy(String with) implements Readiness {}

        /** The table does not exist. */
        record Gone() implements Readiness {}

        /** Asked, without an answer. */
        record Unreadable(Cause cause) implements Readiness {}
    }

    /** What AWS said to a change. */
    sealed interface Reply {
        /** AWS took it; only a reading shows that it is in effect. */
        record Accepted() implements Reply {}

        /** AWS does something else with the table; the same call succeeds later. */
        record Busy(String with) implements Reply {}

        /** AWS did not take it, or nobody knows whether it did. */
        record Failed(Cause cause) implements Reply {}
    }

    /** Reads whether the table can be changed. */
    Readiness readiness(TableRef table);

    /**
     * Reads settings.
     *
     * @return a reading for each of them; {@code Unreadable} where the table does not exist
     */
    Map<Setting, Reading> read(TableRef table, Set<Setting> settings);

    /** Carries out a change, with one call that AWS records. Reading before and after is the caller's. */
    Reply write(TableRef target, SettingChange change);
}
