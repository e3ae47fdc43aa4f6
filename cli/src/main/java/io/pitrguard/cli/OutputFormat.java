package io.pitrguard.cli;

import io.pitrguard.report.Json;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepView;
import java.io.PrintWriter;

/** Output formats of a sweep. */
enum OutputFormat {
    table,
    json,
    csv,
    junit;

    /** Returns a sweep in this format. */
    String write(SweepView view, Listing listing) {
        return switch (this) {
            case table -> new TableOutput(view, listing).text();
            case json -> Json.writePretty(view) + "\n";
            case csv -> CsvOutput.text(view);
            case junit -> JunitOutput.text(view);
        };
    }

    /** Writes a sweep of an organization in this format. */
    void write(OrganizationView view, Listing listing, PrintWriter out) {
        switch (this) {
            case table -> out.print(new OrganizationTable(view, listing).text());
            case json -> {
                try (WholeLines lines = new WholeLines(out)) {
                    Json.writePretty(view, lines);
                }
                out.print("\n");
            }
            case csv -> CsvOutput.write(view, out);
            case junit -> JunitOutput.write(view, out);
        }
    }
}
