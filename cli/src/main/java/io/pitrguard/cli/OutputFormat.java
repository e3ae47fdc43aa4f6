package io.pitrguard.cli;

import io.pitrguard.report.Json;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepView;
import java.io.PrintWriter;
import java.util.Optional;

/** Output formats of a sweep. */
enum OutputFormat {
    text,
    json,
    jsonl,
    csv,
    junit,
    ocsf;

    /** Returns the same format of a list that is not one of tables; empty where there is none. */
    Optional<ListFormat> list() {
        return switch (this) {
            case text -> Optional.of(ListFormat.text);
            case json -> Optional.of(ListFormat.json);
            case jsonl -> Optional.of(ListFormat.jsonl);
            case csv -> Optional.of(ListFormat.csv);
            case junit, ocsf -> Optional.empty();
        };
    }

    /** Returns a sweep in this format. */
    String write(SweepView view, Listing listing) {
        return switch (this) {
            case text -> new TableOutput(view, listing).text();
            case json -> Json.writePretty(view) + "\n";
            case jsonl -> ListFormat.jsonLines(view.tables());
            case csv -> CsvOutput.text(view);
            case junit -> JunitOutput.text(view);
            case ocsf -> OcsfOutput.text(view);
        };
    }

    /** Writes a sweep of an organization in this format. */
    void write(OrganizationView view, Listing listing, PrintWriter out) {
        switch (this) {
            case text -> out.print(new OrganizationTable(view, listing).text());
            case json -> {
                try (WholeLines lines = new WholeLines(out)) {
                    Json.writePretty(view, lines);
                }
                out.print("\n");
            }
            case jsonl -> JsonLines.write(view, out);
            case csv -> CsvOutput.write(view, out);
            case junit -> JunitOutput.write(view, out);
            case ocsf -> OcsfOutput.write(view, out);
        }
    }
}
