package io.pitrguard.cli;

import io.pitrguard.domain.text.Printable;
import io.pitrguard.report.HtmlReport;
import io.pitrguard.report.ReportView;
import io.pitrguard.sweep.SweepOrder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option of a sweep that also writes its report as a page. */
final class HtmlOption {
    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Also write the report as one HTML file, with costs; with --ledger it shows earlier sweeps, too.")
    private @Nullable Path file;

    /** Returns the order of a sweep; for a report it also reads what the costs need. */
    SweepOrder order(SweepOrder order) {
        return file == null ? order : order.withSizes();
    }

    /** Checks that the file can be written, before the sweep takes its time. */
    void check(CommandSpec spec) {
        if (file != null) {
            if (ReportFile.isStandardOutput(file)) {
                throw new ParameterException(
                        spec.commandLine(), "--html requires a file; --output is what goes to standard output");
            }
            ReportFile.check(file);
        }
    }

    /** Writes the report, if it is asked for, and says where. */
    void write(Supplier<ReportView> report, PrintWriter err) {
        if (file != null) {
            ReportFile.write(file, HtmlReport.of(report.get()));
            err.println("pitr-guard: the report is in "
                    + Printable.line(file.toAbsolutePath().normalize().toString()));
        }
    }
}
