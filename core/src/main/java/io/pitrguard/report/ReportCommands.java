package io.pitrguard.report;

import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.TableRef;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides whether a command about a table may be shown for copying: no name in it may mean something to a shell. */
final class ReportCommands {
    /** Stands in place of a command that is not shown. */
    static final String NONE = "No command is shown: a name in it is not one that AWS allows.";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private ReportCommands() {}

    /** Whether all names that a command may have are names that AWS allows. */
    static boolean arePlain(TableRef table, LedgerLocation ledger) {
        return arePlain(
                table.name(),
                table.where().region(),
                ledger.table(),
                ledger.where().region());
    }

    /** Whether these are names that AWS allows. */
    static boolean arePlain(String... names) {
        return Stream.of(names).allMatch(name -> PLAIN.matcher(name).matches() && !name.startsWith("-"));
    }
}
