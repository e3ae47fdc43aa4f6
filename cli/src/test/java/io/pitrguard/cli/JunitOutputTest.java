package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.report.SweepView;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** {@link JunitOutput}, read back by a real XML parser. */
class JunitOutputTest {
    private static final SweepView MIXED = SweepTableBuilder.sweep(
            SweepTableBuilder.compliant("carts"),
            SweepTableBuilder.compliant("sessions").rule("everything else"),
            SweepTableBuilder.nonCompliant("orders")
                    .violation("DeletionProtectionOff", "Protection is off.")
                    .outcome("Deferred", "Not yet."),
            SweepTableBuilder.nonCompliant("users"),
            SweepTableBuilder.undetermined("audit", "AWS <denied> & \"refused\"."),
            SweepTableBuilder.exempt("tmp", "nightly"),
            SweepTableBuilder.gone("vanished").rule(null));

    private static Element suite(SweepView view) throws Exception {
        String text = JunitOutput.text(view);
        assertThat(text)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .endsWith(">\n");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    private static List<Element> all(Element within, String name) {
        NodeList nodes = within.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static Element only(Element suite, String table, String kind) {
        Element testcase = all(suite, "testcase").stream()
                .filter(each -> each.getAttribute("name").equals(table))
                .findFirst()
                .orElseThrow();
        assertThat(all(testcase, "*")).as("what is said of %s", table).hasSize(1);
        return all(testcase, kind).getFirst();
    }

    /** A verdict that nothing is said of would pass for a test that went well. */
    @Test
    void onlyCompliantTablesPass() throws Exception {
        for (SweepView.TableView table : MIXED.tables()) {
            Element testcase = all(suite(MIXED), "testcase").stream()
                    .filter(each -> each.getAttribute("name").equals(table.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(all(testcase, "*").isEmpty())
                    .as("%s passes", table.verdict())
                    .isEqualTo(table.verdict() == VerdictKind.COMPLIANT);
        }
        assertThat(MIXED.tables()).extracting(SweepView.TableView::verdict).contains(VerdictKind.values());
    }

    @Test
    void countsItsTestcases() throws Exception {
        Element suite = suite(MIXED);

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("pitr-guard 123456789012 eu-west-1");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(suite.getAttribute("time")).isEqualTo("100");
        counts(suite, 7, 2, 1, 2);
    }

    private static void counts(Element suite, int tests, int failures, int errors, int skipped) {
        assertThat(all(suite, "testcase")).hasSize(tests);
        assertThat(all(suite, "failure")).hasSize(failures);
        assertThat(all(suite, "error")).hasSize(errors);
        assertThat(all(suite, "skipped")).hasSize(skipped);
        assertThat(List.of("tests", "failures", "errors", "skipped"))
                .extracting(suite::getAttribute)
                .containsExactly("" + tests, "" + failures, "" + errors, "" + skipped);
    }

    @Test
    void reportsNonCompliantAsAFailureWithAllDetails() throws Exception {
        Element failure = only(suite(MIXED), "orders", "failure");

        assertThat(failure.getAttribute("message")).isEqualTo("RecoveryDisabled, DeletionProtectionOff");
        assertThat(failure.getTextContent()).isEqualTo("""
                Recovery is off.
                To do: aws do --it
                Protection is off.
                To do: aws do --it
                Deferred: Not yet.""");
        assertThat(only(suite(MIXED), "users", "failure").getTextContent())
                .isEqualTo("Recovery is off.\nTo do: aws do --it");
    }

    @Test
    void reportsUndeterminedAsAnError() throws Exception {
        Element error = only(suite(MIXED), "audit", "error");

        assertThat(error.getAttribute("message")).isEqualTo("UNDETERMINED");
        assertThat(error.getTextContent()).isEqualTo("AWS <denied> & \"refused\".");
    }

    @Test
    void skipsExemptAndNotApplicable() throws Exception {
        assertThat(only(suite(MIXED), "tmp", "skipped").getAttribute("message"))
                .isEqualTo("exempt until 2027-03-31: nightly (owner: team)");
        assertThat(only(suite(MIXED), "vanished", "skipped").getAttribute("message"))
                .isEqualTo("The table no longer exists.");
    }

    @Test
    void namesTheRuleAsTheClass() throws Exception {
        assertThat(all(suite(MIXED), "testcase"))
                .extracting(each -> each.getAttribute("classname"))
                .contains("pitr-guard.default", "pitr-guard.everything else", "pitr-guard");
    }

    @Test
    void addsAnErrorWhenTheListingFailed() throws Exception {
        Element suite = suite(SweepTableBuilder.failed("AWS denied it.", SweepTableBuilder.compliant("carts")));

        counts(suite, 2, 0, 1, 0);
        assertThat(only(suite, "listing tables", "error").getTextContent()).isEqualTo("AWS denied it.");
    }

    @Test
    void replacesCharactersThatXmlDoesNotAllow() throws Exception {
        String evil = "a\0b\u001bc\ud800d\ufffee<![CDATA[]]>\uD83D\uDE00\n\tf";
        Element suite = suite(SweepTableBuilder.sweep(
                SweepTableBuilder.undetermined("audit", evil), SweepTableBuilder.exempt("tmp", evil)));

        assertThat(only(suite, "audit", "error").getTextContent()).isEqualTo("a?b?c?d?e<![CDATA[]]>\uD83D\uDE00\n\tf");
        assertThat(only(suite, "tmp", "skipped").getAttribute("message")).contains("a?b?c?d?e<![CDATA[]]>");
    }
}
