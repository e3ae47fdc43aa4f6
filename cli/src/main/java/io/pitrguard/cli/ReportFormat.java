package io.pitrguard.cli;

import io.pitrguard.report.HtmlReport;
import io.pitrguard.report.Json;
import io.pitrguard.report.OcsfFindings;
import io.pitrguard.report.ReportView;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats of a report. */
enum ReportFormat {
    /** One page that needs no network. */
    html,
    /** The page's document. */
    json,
    /** One line for each table. */
    csv,
    /** One JSON document for each table, a line each. */
    jsonl,
    /** Compliance Findings of the Open Cybersecurity Schema Framework, one JSON document for each table, a line each. */
    ocsf,
    /** As CSV, one line for each control and finding that bears on it. */
    controls;

    /** Returns the format that the ending of a file's name stands for; empty if it stands for none. */
    static Optional<ReportFormat> of(Path file) {
        String name =
                file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format != controls && name.endsWith("." + format))
                .findFirst()
                .or(() -> Optional.of(html).filter(_ -> name.endsWith(".htm")));
    }

    /** Whether a file is named as a format is: whoever wrote that most likely meant the format. */
    static boolean isName(Path file) {
        return Arrays.stream(values()).anyMatch(format -> format.name().equals(file.toString()));
    }

    /** Returns the name of the file where none is given. */
    Path standardFile() {
        return Path.of(this == controls ? "controls.csv" : "report." + this);
    }

    /** Returns a report in this format. */
    byte[] write(ReportView report) {
        return switch (this) {
            case html -> HtmlReport.of(report);
            case json -> bytes(Json.writePretty(report) + "\n");
            case csv -> bytes(ReportCsv.tables(report));
            case jsonl ->
                bytes(report.tables().stream()
                        .map(table -> Json.write(table) + "\n")
                        .collect(Collectors.joining()));
            case ocsf -> {
                StringWriter findings = new StringWriter();
                OcsfFindings.write(report, findings);
                yield bytes(findings.toString());
            }
            case controls -> bytes(ReportCsv.controls(report));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
