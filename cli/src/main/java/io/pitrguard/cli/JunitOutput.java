package io.pitrguard.cli;

import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A sweep as a JUnit report for CI: a non-compliant table is a failure, an undetermined one an error; exempt tables and
 * those to which the policy does not apply are skipped.
 */
final class JunitOutput {
    private final SweepView view;

    /** Writes elements. */
    private interface Elements {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private JunitOutput(SweepView view) {
        this.view = view;
    }

    static String text(SweepView view) {
        StringWriter out = new StringWriter();
        document(out, new JunitOutput(view)::suite);
        return out + "\n";
    }

    /** Writes a sweep of an organization: a suite for each account and region; what could not be listed is an error. */
    static void write(OrganizationView view, PrintWriter out) {
        StringWriter suite = new StringWriter();
        document(suite, xml -> {
            xml.writeStartElement("testsuites");
            for (OrganizationView.AccountSweepView sweep : view.sweeps()) {
                new JunitOutput(sweep.view()).suite(xml);
                xml.flush();
                out.print(suite);
                suite.getBuffer().setLength(0);
            }
            for (OrganizationView.FailedView failed : view.plan().failed()) {
                unread(xml, failed.account().id(), "listing regions", failed.cause());
            }
            for (OrganizationView.GapView gap : view.plan().gaps()) {
                unread(
                        xml,
                        "organization",
                        gap.cause() == null ? "selecting accounts" : "listing accounts",
                        gap.text());
            }
            xml.writeEndElement();
        });
        out.print(suite + "\n");
    }

    private static void document(Writer out, Elements elements) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            elements.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unread(XMLStreamWriter xml, String where, String doing, String cause)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "pitr-guard " + where);
        xml.writeAttribute("tests", "1");
        xml.writeAttribute("failures", "0");
        xml.writeAttribute("errors", "1");
        xml.writeAttribute("skipped", "0");
        failed(xml, doing, cause);
        xml.writeEndElement();
    }

    private void suite(XMLStreamWriter xml) throws XMLStreamException {
        SweepView.Summary summary = view.summary();
        boolean failed = view.sweep().failure() != null;
        xml.writeStartElement("testsuite");
        xml.writeAttribute(
                "name",
                "pitr-guard " + view.sweep().account() + " " + view.sweep().region());
        xml.writeAttribute("tests", Integer.toString(summary.tables() + (failed ? 1 : 0)));
        xml.writeAttribute("failures", Integer.toString(summary.nonCompliant()));
        xml.writeAttribute("errors", Integer.toString(summary.undetermined() + (failed ? 1 : 0)));
        xml.writeAttribute("skipped", Integer.toString(summary.exempt() + summary.notApplicable()));
        xml.writeAttribute("timestamp", view.sweep().startedAt());
        xml.writeAttribute("time", seconds());
        if (view.sweep().failure() != null) {
            failed(xml, "listing tables", view.sweep().failure());
        }
        for (SweepView.TableView table : view.tables()) {
            testcase(xml, table);
        }
        xml.writeEndElement();
    }

    private String seconds() {
        return Long.toString(Duration.between(
                        Instant.parse(view.sweep().startedAt()),
                        Instant.parse(view.sweep().finishedAt()))
                .toSeconds());
    }

    private static void failed(XMLStreamWriter xml, String doing, String failure) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "pitr-guard");
        xml.writeAttribute("name", doing);
        element(xml, "error", failure, failure);
        xml.writeEndElement();
    }

    private static void testcase(XMLStreamWriter xml, SweepView.TableView table) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", table.rule() == null ? "pitr-guard" : "pitr-guard." + table.rule());
        xml.writeAttribute("name", table.name());
        switch (table.verdict()) {
            case NON_COMPLIANT -> element(xml, "failure", kinds(table), messages(table));
            case UNDETERMINED -> element(xml, "error", table.verdict().toString(), String.valueOf(table.reason()));
            case EXEMPT -> element(xml, "skipped", exemption(table), "");
            case NOT_APPLICABLE -> element(xml, "skipped", String.valueOf(table.reason()), "");
            case COMPLIANT -> {}
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", clean(message));
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private static String kinds(SweepView.TableView table) {
        return table.violations().stream()
                .map(violation -> violation.kind().toString())
                .collect(Collectors.joining(", "));
    }

    private static String messages(SweepView.TableView table) {
        String violations = table.violations().stream()
                .map(violation -> violation.message() + "\nTo do: " + violation.remedy())
                .collect(Collectors.joining("\n"));
        return table.remediation() == null
                ? violations
                : violations + "\n" + table.remediation().outcome() + ": "
                        + table.remediation().message();
    }

    private static String exemption(SweepView.TableView table) {
        SweepView.ExemptionView exemption = table.exemption();
        return exemption == null
                ? "exempt"
                : "exempt until %s: %s (owner: %s)".formatted(exemption.until(), exemption.reason(), exemption.owner());
    }

    /** Replaces characters that XML 1.0 does not allow; tags and reasons come from others. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
