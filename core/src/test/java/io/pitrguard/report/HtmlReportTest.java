package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
    private static final String MARKER = "@@REPORT@@";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "]]>&amp;&lt;",
                MARKER,
                "$1 \\0 \\u003c %s {0}",
                "a\u2028b\u2029c",
                "\u202etfel ot thgir\u202c",
                "\" onload=\"alert(1)",
                "\0\b\t\r\n",
                "顧客 عميل 🛡"
            })
    void nothingInTheDocumentEndsItsElement(String hostile) throws IOException {
        String html = new String(HtmlReport.of(report(hostile)), StandardCharsets.UTF_8);
        String[] page = page().split(MARKER, -1);

        assertThat(page).hasSize(2);
        assertThat(html).startsWith(page[0]).endsWith(page[1]);
        String inserted = html.substring(page[0].length(), html.length() - page[1].length());
        assertThat(inserted).doesNotContainPattern("[<>&\u2028\u2029]");
        assertThat(Json.parse(inserted)).isEqualTo(Json.parse(Json.write(report(hostile))));
    }

    @Test
    void halfASurrogatePairIsReplaced() {
        String html = new String(HtmlReport.of(report("half \ud83d")), StandardCharsets.UTF_8);

        assertThat(html).contains("half ?");
    }

    @Test
    void refusesAPageWithoutExactlyOneMarker() {
        assertThatThrownBy(() -> HtmlReport.insert("<html>", out -> out.write("{}")))
                .hasMessageContaining("exactly once");
        assertThatThrownBy(() -> HtmlReport.insert(MARKER + MARKER, out -> out.write("{}")))
                .hasMessageContaining("exactly once");
        assertThat(HtmlReport.insert(
                        "a" + MARKER + "b",
                        out -> out.append("{\"a\":\"" + MARKER + "\"}")
                                .append('<')
                                .write('>')))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("a{\"a\":\"" + MARKER + "\"}\\u003c\\u003eb");
    }

    private static ReportView report(String hostile) {
        StatusView.Summary none = new StatusView.Summary(0, 0, 0, 0, 0, 0, 0, 0, 0);
        return new ReportView(
                new ReportView.Header(
                        ReportView.FORMAT,
                        "2026-11-30T10:00:00Z",
                        "sweep",
                        new ReportView.OfAccount("123456789012", "eu-west-1"),
                        null,
                        null,
                        false,
                        true,
                        "1",
                        null,
                        0),
                new ReportView.Headline("NONE", hostile, hostile),
                none,
                List.of(new ReportView.PlaceCounts(
                        hostile, hostile, hostile, "eu-west-1", 0, 0, 0, 0, 0, 0, 0, 0, 0, hostile)),
                List.of(),
                List.of(),
                null,
                new ReportView.Cost(null, null, 0),
                List.of(),
                List.of());
    }

    private static String page() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
