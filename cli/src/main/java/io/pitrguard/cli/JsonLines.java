package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.report.Json;
import io.pitrguard.report.OrganizationView;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A sweep of an organization as JSON lines, one per table. */
final class JsonLines {
    private JsonLines() {}

    /**
     * What could not be listed.
     *
     * @param account null where nothing is known of it
     * @param region null where it is about the whole account
     */
    public record Unread(@Nullable String account, @Nullable String region, VerdictKind verdict, String reason) {}

    /** Writes the tables, and after them what could not be listed: a line without a table. */
    static void write(OrganizationView view, PrintWriter out) {
        view.tables().forEach(table -> line(table, out));
        for (OrganizationView.AccountSweepView sweep : view.sweeps()) {
            if (sweep.sweep().failure() != null) {
                unread(
                        sweep.account().id(),
                        sweep.sweep().region(),
                        String.valueOf(sweep.sweep().failure()),
                        out);
            }
        }
        view.plan().failed().forEach(failed -> unread(failed.account().id(), null, failed.cause(), out));
        view.plan().gaps().forEach(gap -> unread(null, null, gap.text(), out));
    }

    private static void unread(@Nullable String account, @Nullable String region, String reason, PrintWriter out) {
        line(new Unread(account, region, VerdictKind.UNDETERMINED, reason), out);
    }

    private static void line(Object view, PrintWriter out) {
        out.print(Json.write(view) + "\n");
    }
}
