package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.port.Alert;
import io.pitrguard.wiring.AlertWiring;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A digest of very many findings: cut to what SNS takes, between tables, with the count of what is left out. */
class SweepDigestSizeTest {
    @ParameterizedTest
    @ValueSource(strings = {"It is off.", "\uD83D\uDE80 Möwe \"quoted\" \\ \n\t\u0001 \u2028", "日本"})
    void cutsBetweenTablesAndSaysHowManyAreLeftOut(String message) {
        List<SweepView.TableView> tables = IntStream.range(0, 3_000)
                .mapToObj(i -> Views.offFor("table-%04d".formatted(i), message))
                .toList();
        SweepView view = Views.view(true, null, tables);

        Alert digest = SweepDigest.of(view).orElseThrow().alert();

        assertThat(AlertSize.bytes(digest)).isBetween(Alert.MAX_BYTES * 99 / 100, Alert.MAX_BYTES);
        Map<?, ?> texts = (Map<?, ?>) Json.parse(digest.message());
        SweepView document = JsonRecords.read(SweepView.class, String.valueOf(texts.get("default")));
        assertThat(document.tables())
                .isEqualTo(tables.subList(0, document.tables().size()));
        assertThat(document.tables().size() + document.tablesOmitted()).isEqualTo(3_000);
        assertThat(document.summary()).isEqualTo(view.summary());
        String mail = String.valueOf(texts.get("email"));
        assertThat(count("(?m)^\\d+\\. table-", mail))
                .isEqualTo(document.tables().size());
        assertThat(count("(?m)^   Table: ", mail)).isEqualTo(document.tables().size());
        assertThat(mail.replace(",", ""))
                .contains(document.tablesOmitted() + " more tables were left out of this mail");
        assertThat(digest.subject()).hasSizeLessThanOrEqualTo(99).contains("3000 not compliant");
        assertAccepted(digest);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void leavesNothingOutWithoutNeed(int count) {
        List<SweepView.TableView> tables = IntStream.range(0, count)
                .mapToObj(i -> Views.off("table-%04d".formatted(i)))
                .toList();

        Alert digest =
                SweepDigest.of(Views.view(true, null, tables)).orElseThrow().alert();

        assertThat(String.valueOf(((Map<?, ?>) Json.parse(digest.message())).get("email")))
                .doesNotContain("left out")
                .contains(tables.getLast().arn());
        assertAccepted(digest);
    }

    private static void assertAccepted(Alert digest) {
        try (SandboxAws aws = SandboxAws.start()) {
            String topic = aws.sandbox().topics().create("alerts");

            assertThat(AlertWiring.alerts(aws.clients(), topic, aws.time()).publish(digest))
                    .isEmpty();
            assertThat(aws.sandbox().topics().published()).hasSize(1);
        }
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
