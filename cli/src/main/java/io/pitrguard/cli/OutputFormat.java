package io.pitrguard.cli;

import io.pitrguard.report.Json;
import io.pitrguard.report.SweepView;

/** The forms in which a sweep is written out. */
enum OutputFormat {
    table,
    json,
    csv,
    junit;

    /** Writes a sweep. */
    String write(SweepView view, boolean colour, boolean all) {
        return switch (this) {
            case table -> new TableOutput(view, colour, all).text();
            case json -> Json.writePretty(view) + "\n";
            case csv -> CsvOutput.text(view);
            case junit -> JunitOutput.text(view);
        };
    }
}
