package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the process writes is read by parsers that others wrote, with texts in it that break careless writers. */
class OutputsOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    private static final String NASTY = "=cmd, \"quoted\" & <tagged> ünïcode";
    private static final Path POLICY =
            Repository.write("nasty.yaml", """
            version: 1
            rules:
              - name: scratch
                match: { table: tmp-* }
                exempt: { reason: '%1$s', owner: '%1$s', until: %2$s }
              - name: gone by
                match: { table: old-* }
                exempt: { reason: '%1$s', owner: '%1$s', until: %3$s }
              - name: critical
                match: { tag: tier=critical }
                require: { recoveryPeriodDays: 35 }
            """.formatted(NASTY, Exemption.ACTIVE, Exemption.ENDED));

    @BeforeAll
    static void fill() {
        Map<String, String> nastyTags = new HashMap<>(Exemption.resolved());
        nastyTags.put(Exemption.REASON, NASTY);
        new Fleet(MOTO.aws())
                .table("good", 35)
                .table("short.period", 7, Map.of("tier", "critical"))
                .table("off", Fleet.OFF)
                .table("tmp-1", Fleet.OFF)
                .table("old-1", Fleet.OFF)
                .table("resolved", Fleet.OFF, nastyTags)
                .create();
    }

    private static Run sweep(String format) {
        return MOTO.pitrGuard()
                .sweep("--policy", POLICY.toString(), "--output", format)
                .ends(2);
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() {
        Run run = sweep("json");

        assertThat(run.err()).isEmpty();
        assertThat(run.json().path("tables")).hasSize(6);
        assertThat(run.json().at("/tables/5/exemption/reason").asText()).isEqualTo(NASTY);
    }

    @Test
    void csvHasOneRowOfTheSameWidthForEachTable() {
        Run run = sweep("csv");

        JsonNode rows = csv(run.out());

        assertThat(run.err()).isEmpty();
        List<String> header = Json.texts(rows.get(0));
        assertThat(header).startsWith("arn", "name", "verdict", "violations").doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(header));
        JsonNode tables = sweep("json").json().path("tables");
        assertThat(column(rows, header.indexOf("name"))).isEqualTo(Json.texts(tables, "name"));
        assertThat(column(rows, header.indexOf("verdict"))).isEqualTo(Json.texts(tables, "verdict"));
        assertThat(column(rows, header.indexOf("notices")))
                .filteredOn(text -> text.contains(NASTY))
                .hasSize(2);
    }

    /** Reads it with Python's reader, strictly. */
    private static JsonNode csv(String text) {
        Path file = Repository.write("sweep.csv", text);
        String read = "import csv, json, sys; "
                + "print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))))";
        return Run.of(List.of("python3", "-c", read, file.toString()), Repository.environment())
                .ends(0)
                .json();
    }

    private static List<String> column(JsonNode rows, int index) {
        return IntStream.range(1, rows.size())
                .mapToObj(row -> rows.get(row).get(index).asText())
                .toList();
    }

    @Test
    void junitIsXmlWhoseCountsAddUp() throws IOException, SAXException, ParserConfigurationException {
        Run run = sweep("junit");

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();

        assertThat(run.err()).isEmpty();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("6");
        assertThat(suite.getAttribute("failures")).isEqualTo("4");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(attributes(suite.getElementsByTagName("testcase"), "name"))
                .containsExactlyInAnyOrder("good", "short.period", "off", "tmp-1", "old-1", "resolved");
        assertThat(attributes(suite.getElementsByTagName("failure"), "message"))
                .containsExactlyInAnyOrder(
                        "PeriodTooShort", "RecoveryDisabled", "RecoveryDisabled", "RecoveryDisabled");
        assertThat(attributes(suite.getElementsByTagName("skipped"), "message"))
                .singleElement()
                .asString()
                .contains(NASTY);
    }

    private static List<String> attributes(NodeList elements, String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            values.add(((Element) elements.item(i)).getAttribute(name));
        }
        return values;
    }

    @Test
    void theTableIsAlignedWorstFirstAndPlain() {
        Run run = sweep("text");

        List<String> lines =
                run.out().lines().takeWhile(line -> !line.isEmpty()).toList();
        List<String> rows = lines.stream().filter(line -> !line.startsWith(" ")).toList();
        List<Integer> columns = Stream.of("SEVERITY", "RECOVERY", "TABLE")
                .map(rows.getFirst()::indexOf)
                .toList();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).doesNotContain("\033").contains("4 non-compliant, 0 undetermined, 1 compliant, 1 exempt");
        assertThat(rows.subList(1, 7))
                .extracting(row -> row.replaceAll(" {2,}", "|"))
                .containsExactly(
                        "NON_COMPLIANT|HIGH|off|off",
                        "NON_COMPLIANT|HIGH|off|old-1",
                        "NON_COMPLIANT|HIGH|off|resolved",
                        "NON_COMPLIANT|MEDIUM|on, 7 d|short.period",
                        "COMPLIANT|-|on, 35 d|good",
                        "EXEMPT|-|off|tmp-1");
        assertThat(rows).hasSize(7);
        assertThat(rows.subList(1, 7)).allSatisfy(line -> {
            for (int column : columns) {
                assertThat(line.substring(column - 2, column)).isBlank();
                assertThat(line.charAt(column)).isNotEqualTo(' ');
            }
        });
    }

    @Test
    void onATerminalTheTableIsColouredUnlessNoColorIsSet() {
        PitrGuard pitrGuard = MOTO.pitrGuard();

        assertThat(onATerminal(pitrGuard, "./pitr-guard sweep --reads-per-second 0"))
                .contains("\033[38;5;196mNON_COMPLIANT");
        assertThat(onATerminal(pitrGuard.with("NO_COLOR", "1"), "./pitr-guard sweep --reads-per-second 0 2>/dev/null"))
                .contains("NON_COMPLIANT")
                .doesNotContain("\033");
    }

    @Test
    void progressIsDrawnOnStandardErrorOnly() throws IOException {
        Path out = Repository.work().resolve("out.json");

        String drawn = onATerminal(
                MOTO.pitrGuard(), "./pitr-guard sweep --reads-per-second 5 --output json >'%s'".formatted(out));

        assertThat(drawn).contains("/6 tables");
        assertThat(Json.read(Files.readString(out)).path("tables")).hasSize(6);
    }

    /** Returns what a shell line writes to a terminal; Python's {@code pty} plays the terminal. */
    private static String onATerminal(PitrGuard pitrGuard, String line) {
        String terminal = "import pty, sys; pty.spawn(['sh', '-c', sys.argv[1]])";
        return Run.of(List.of("python3", "-c", terminal, line), pitrGuard.environment())
                .ends(0)
                .out();
    }
}
