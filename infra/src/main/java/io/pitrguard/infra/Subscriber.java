package io.pitrguard.infra;

import io.pitrguard.domain.finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who gets alerts.
 *
 * @param address an e-mail address
 * @param least the least severity that is sent; empty where everything is
 */
record Subscriber(String address, Optional<Severity> least) {
    /** Good enough to catch what is no address; SNS has the last word. */
    static final String ADDRESS = "[^@\\s=,]+@[^@\\s=,]+\\.[^@\\s=,]+";

    /** Returns the severities that are sent, as alerts name them in their attribute. */
    List<String> severities() {
        return Arrays.stream(Severity.values())
                .filter(severity -> least.map(severity::compareTo).orElse(0) >= 0)
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
