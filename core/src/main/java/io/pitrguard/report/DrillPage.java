package io.pitrguard.report;

import io.pitrguard.domain.finding.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of a drill for people: plain HTML without scripts, that any browser shows and prints. */
public final class DrillPage {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b;"
                    + "background:#fff}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
                    + "th,td{border:1px solid #b0b0b0;padding:.35rem .6rem;text-align:left;vertical-align:top;"
                    + "overflow-wrap:anywhere}th{background:#f0f0f0;overflow-wrap:normal}";

    private static final Map<String, String> VERDICTS =
            Map.of("PASSED", "passed", "FAILED", "failed", "NOT_PROVEN", "not proven");

    private DrillPage() {}

    /** Returns the page in UTF-8. */
    public static byte[] of(DrillView drill) {
        StringBuilder page = new StringBuilder(8_000);
        String title = "Drill " + drill.drill();
        String reason = drill.reason();
        page.append(head(title))
                .append("<p><strong>")
                .append(escaped("Restore " + verdict(drill.verdict())))
                .append("</strong>")
                .append(reason == null ? "" : ": " + escaped(reason))
                .append("</p>\n");
        facts(page, drill);
        checks(page, drill.checks());
        page.append(
                "<h2>Log</h2>\n<table><thead><tr><th scope=\"col\">Time</th><th scope=\"col\">Event</th></tr></thead><tbody>\n");
        drill.log().forEach(event -> row(page, seconds(event.at()), event.what()));
        page.append("</tbody></table>\n<p>")
                .append(escaped("Controls that ask for tested restores: " + String.join(", ", drill.controls())
                        + ". pitr-guard " + drill.version()
                        + ". To verify that nobody changed this page: ./pitr-guard report --verify"))
                .append("</p>\n</body></html>\n");
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the beginning of a page. */
    static String head(String title) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" + STYLE
                + "</style></head><body>\n<h1>" + escaped(title) + "</h1>\n";
    }

    private static void facts(StringBuilder page, DrillView drill) {
        page.append("<h2>What was restored</h2>\n<table><tbody>\n");
        row(page, "Table", drill.source().table() + " (id " + drill.source().tableId() + ")");
        row(page, "Restored to", drill.source().moment());
        row(
                page,
                "Window that AWS offered",
                seconds(drill.source().earliestRestorable()) + " to "
                        + seconds(drill.source().latestRestorable()));
        row(
                page,
                "Restored table",
                drill.target().table() + " (id " + known(drill.target().tableId()) + ")");
        row(page, "Requested by", drill.order().requester() + (drill.order().scheduled() ? ", by schedule" : ""));
        row(page, "Policy (SHA-256)", drill.order().policySha256());
        row(page, "Requested", seconds(drill.times().requested()));
        row(page, "Ready", seconds(drill.times().active()));
        row(page, "Checked", seconds(drill.times().checked()));
        row(page, "Deleted", seconds(drill.times().deleted()));
        row(page, "Recovery time", duration(drill.times().recoverySeconds(), "not known"));
        row(page, "Target", duration(drill.times().targetSeconds(), "none"));
        row(page, "Call (CloudTrail)", known(drill.target().requestId()));
        row(
                page,
                "Estimated cost, in US dollars",
                drill.cost().mostUsd() == null
                        ? known(drill.cost().notKnown())
                        : drill.cost().leastUsd() + " to " + drill.cost().mostUsd());
        row(
                page,
                "Read units of the checks",
                String.format(
                        Locale.ROOT,
                        "%,.1f of the restored table, %,.1f of the source",
                        drill.cost().readUnitsOfRestored(),
                        drill.cost().readUnitsOfSource()));
        row(
                page,
                "Clean-up",
                drill.cleanup().gone()
                        ? "No table is left."
                        : "The restored table remains. "
                                + String.join(" ", drill.cleanup().left()));
        page.append("</tbody></table>\n");
    }

    private static void checks(StringBuilder page, List<DrillView.Check> checks) {
        page.append("<h2>Checks</h2>\n<table><thead><tr>");
        for (String column : List.of("Check", "How", "Expected", "Seen", "Verdict", "Reason")) {
            page.append("<th scope=\"col\">").append(column).append("</th>");
        }
        page.append("</tr></thead><tbody>\n");
        for (DrillView.Check check : checks) {
            page.append("<tr>");
            for (String cell : List.of(
                    check.kind(),
                    check.how(),
                    check.expected(),
                    check.seen(),
                    verdict(check.verdict()),
                    check.reason())) {
                page.append("<td>").append(escaped(cell)).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody></table>\n");
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><th scope=\"row\">")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>\n");
    }

    static String verdict(@Nullable String verdict) {
        return verdict == null ? "not judged yet" : VERDICTS.getOrDefault(verdict, verdict);
    }

    private static String seconds(@Nullable String time) {
        return time == null ? "not known" : time.replaceFirst("\\.\\d+Z$", "Z");
    }

    private static String duration(@Nullable Long seconds, String none) {
        return seconds == null ? none : Durations.description(Duration.ofSeconds(seconds));
    }

    private static String known(@Nullable Object value) {
        return value == null ? "not known" : value.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
