package io.pitrguard.report;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of an export for people: plain HTML without scripts, that any browser shows and prints. */
public final class ExportPage {
    private static final Map<String, String> VERDICTS =
            Map.of("PROVEN", "proven", "NOT_PROVEN", "not proven", "FAILED", "failed", "RUNNING", "not over yet");

    private ExportPage() {}

    /** Returns the page in UTF-8. */
    public static byte[] of(ExportEvidence export) {
        String reason = export.reason();
        StringBuilder page = new StringBuilder(DrillPage.head("Export of " + export.table()));
        page.append("<p><strong>")
                .append(DrillPage.escaped("Export " + VERDICTS.getOrDefault(export.verdict(), export.verdict())))
                .append("</strong>")
                .append(reason == null ? "" : ": " + DrillPage.escaped(reason))
                .append("</p>\n<table><tbody>\n");
        row(page, "Export", export.export());
        row(page, "Moment", export.moment());
        row(page, "Items, as AWS counts them", export.items());
        row(page, "Bucket", export.bucket());
        row(page, "Manifest", export.manifest());
        row(page, "Object Lock", export.objectLock());
        row(page, "Started", export.started());
        row(page, "Ended", export.ended());
        row(page, "Checked", export.checkedAt());
        row(page, "Checked by", export.checkedBy());
        page.append("</tbody></table>\n<h2>Files</h2>\n<table><thead><tr><th scope=\"col\">File</th>"
                + "<th scope=\"col\">Items</th><th scope=\"col\">MD5 (Base64)</th></tr></thead><tbody>\n");
        for (ExportEvidence.File file : export.files()) {
            page.append("<tr><td>%s</td><td>%d</td><td>%s</td></tr>\n"
                    .formatted(DrillPage.escaped(file.key()), file.items(), DrillPage.escaped(file.md5())));
        }
        page.append("</tbody></table>\n<p>")
                .append(DrillPage.escaped("pitr-guard " + export.version() + "."))
                .append("</p>\n</body></html>\n");
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder page, String name, @Nullable Object value) {
        page.append("<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                .formatted(DrillPage.escaped(name), DrillPage.escaped(value == null ? "not known" : value.toString())));
    }
}
