package io.pitrguard.report;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.port.Alert;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One alert for a whole sweep: mail for people, JSON for machines, attributes to filter by. */
public final class SweepDigest {
    private SweepDigest() {}

    /** Gives the alert; empty when the sweep has nothing to say. */
    public static Optional<Alert> of(SweepView view) {
        List<SweepView.TableView> telling = DigestSection.telling(view);
        return telling.isEmpty() && view.sweep().complete() ? Optional.empty() : Optional.of(cut(view, telling));
    }

    /** Tells of as many tables, whole ones only, as one message holds. */
    private static Alert cut(SweepView view, List<SweepView.TableView> telling) {
        int fits = 0;
        int tooMany = telling.size() + 1;
        while (tooMany - fits > 1) {
            int middle = fits == 0 && tooMany == telling.size() + 1 ? telling.size() : (fits + tooMany) / 2;
            if (bytes(alert(view, telling, middle)) <= Alert.MAX_BYTES) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return alert(view, telling, fits);
    }

    private static Alert alert(SweepView view, List<SweepView.TableView> telling, int count) {
        SweepView told = new SweepView(view.sweep(), view.summary(), telling.subList(0, count), telling.size() - count);
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(told));
        byProtocol.put("email", DigestText.of(told));
        byProtocol.put("sms", subject(view));
        return new Alert(subject(view), Json.write(byProtocol), attributes(view));
    }

    private static String subject(SweepView view) {
        SweepView.Summary summary = view.summary();
        String what = view.sweep().failure() != null
                ? "sweep failed"
                : String.format(
                        Locale.ROOT,
                        "%d not compliant, %d unjudged, %d corrected",
                        summary.nonCompliant(),
                        summary.undetermined(),
                        summary.fixed());
        String subject = "[pitr-guard] %s: %s (%s, %s)"
                .formatted(
                        severity(view),
                        what,
                        view.sweep().account(),
                        view.sweep().region());
        return subject.length() <= 99 ? subject : subject.substring(0, 99);
    }

    /** How much the sweep's worst finding matters. */
    private static Severity severity(SweepView view) {
        boolean failed = !view.sweep().complete() || view.summary().fixFailed() > 0;
        Severity worst = view.tables().stream()
                .flatMap(table -> table.violations().stream())
                .map(violation -> Severity.valueOf(violation.severity()))
                .max(Comparator.naturalOrder())
                .orElse(view.summary().undetermined() > 0 ? Severity.MEDIUM : Severity.LOW);
        return failed ? Severity.HIGH : worst;
    }

    private static SortedMap<String, Alert.Attribute> attributes(SweepView view) {
        SweepView.Summary summary = view.summary();
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("sweep"));
        attributes.put(
                "severity", new Alert.Attribute.Text(severity(view).name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(view.sweep().account()));
        attributes.put("region", new Alert.Attribute.Text(view.sweep().region()));
        attributes.put("nonCompliant", new Alert.Attribute.Count(summary.nonCompliant()));
        attributes.put("undetermined", new Alert.Attribute.Count(summary.undetermined()));
        attributes.put("fixed", new Alert.Attribute.Count(summary.fixed()));
        attributes.put("fixFailed", new Alert.Attribute.Count(summary.fixFailed()));
        return attributes;
    }

    /** What counts against the limit: the message, and every attribute's name, type and value. */
    static int bytes(Alert alert) {
        int bytes = utf8(alert.message()) + utf8(alert.subject());
        for (Map.Entry<String, Alert.Attribute> attribute : alert.attributes().entrySet()) {
            bytes += utf8(attribute.getKey()) + "String".length();
            bytes += switch (attribute.getValue()) {
                case Alert.Attribute.Text text -> utf8(text.value());
                case Alert.Attribute.Count count -> Long.toString(count.value()).length();
            };
        }
        return bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
