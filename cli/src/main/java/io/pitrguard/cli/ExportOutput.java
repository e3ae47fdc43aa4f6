package io.pitrguard.cli;

import io.pitrguard.domain.text.Printable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Exports for people. */
final class ExportOutput {
    private ExportOutput() {}

    /** Returns one export. */
    static String one(ExportView export, Screen screen) {
        StringBuilder text = new StringBuilder();
        line(text, screen, "Export:         ", export.arn());
        line(text, screen, "Table:          ", BackupOutput.name(export.table()));
        line(text, screen, "Moment:         ", BackupOutput.seconds(export.moment()));
        line(text, screen, "Result:         ", result(export));
        line(text, screen, "Items:          ", number(export.items()));
        line(text, screen, "Charged size:   ", BackupOutput.size(export.billedBytes()));
        if (export.bucket() != null) {
            line(
                    text,
                    screen,
                    "Manifest:       ",
                    (export.manifest() == null ? "not written yet, in " : "")
                            + "s3://" + export.bucket()
                            + (export.manifest() == null ? "" : "/" + export.manifest()));
        }
        if (export.objectLock() != null) {
            line(text, screen, "Object Lock:    ", export.objectLock());
        }
        return text.toString();
    }

    private static String result(ExportView export) {
        return switch (export.result()) {
            case "RUNNING" -> "AWS writes the files. Its end: ./pitr-guard export status " + export.arn();
            case "PROVEN" -> "complete: AWS's item count is the sum of all files, and each file has its MD5.";
            case "NOT_PROVEN" -> "not proven: " + export.reason();
            default -> "failed: " + export.reason();
        };
    }

    /** Returns a list of exports. */
    static String list(List<ExportView> exports, ViewOptions view) {
        if (exports.isEmpty()) {
            return view.quiet() ? "" : "No exports in the last 90 days.%n".formatted();
        }
        Columns columns = new Columns("MOMENT", "STATUS", "ITEMS", "BUCKET", "EXPORT").spare("EXPORT", "BUCKET");
        for (ExportView export : exports) {
            columns.row(
                    export.result().equals("FAILED") ? Colour.RED : Colour.PLAIN,
                    BackupOutput.seconds(export.moment()),
                    export.result(),
                    number(export.items()),
                    export.bucket() == null ? "-" : export.bucket(),
                    export.arn());
            if (export.reason() != null) {
                columns.details(export.reason());
            }
        }
        return columns.text(view.screen());
    }

    private static String number(@Nullable Long number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%,d", number);
    }

    /** Adds a labelled line. */
    static void line(StringBuilder text, Screen screen, String label, String value) {
        Wrap.hanging(label, Printable.line(value), screen.width())
                .forEach(each -> text.append(each).append(System.lineSeparator()));
    }
}
