package io.pitrguard.cli;

import io.pitrguard.report.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --output} of a command whose result is one document. */
final class DocumentOption {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ViewFormat format = ViewFormat.text;

    /** Writes a result in the format that was asked for. */
    void write(PrintWriter out, Object document, Runnable asText) {
        switch (format) {
            case text -> asText.run();
            case json -> out.println(Json.writePretty(document));
        }
        out.flush();
    }
}
