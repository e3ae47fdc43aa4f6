package io.pitrguard.cli;

import io.pitrguard.report.Json;
import io.pitrguard.report.SweepView;

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
}
