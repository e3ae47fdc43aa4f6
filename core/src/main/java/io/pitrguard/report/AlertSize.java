package io.pitrguard.report;

import io.pitrguard.port.Alert;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntFunction;

/** How large an alert is, and what SNS takes. */
final class AlertSize {
    private AlertSize() {}

    /** Whether SNS takes the alert. */
    static boolean fits(Alert alert) {
        return bytes(alert) <= Alert.MAX_BYTES;
    }

    /** Returns what counts against the limit: the message, and every attribute's name, type and value. */
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

    /** Returns how many of a digest's tables one message holds. */
    static int most(int tables, IntFunction<Alert> alert) {
        int fits = 0;
        int tooMany = tables + 1;
        while (tooMany - fits > 1) {
            int middle = fits == 0 && tooMany == tables + 1 ? tables : (fits + tooMany) / 2;
            if (fits(alert.apply(middle))) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
