package io.pitrguard.infra;

import io.pitrguard.domain.finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A recipient of alerts.
 *
 * @param address an e-mail address
 * @param least the lowest severity that is sent; empty for everything
 */
record Subscriber(String address, Optional<Severity> least) {
    /** Catches typing errors; SNS has the last word. */
    static final String ADDRESS = "[^@\\s=,]+@[^@\\s=,]+\\.[^@\\s=,]+";

    /** Returns the severities that are sent, as the alerts' attribute spells them. */
    List<String> severities() {
        return Arrays.stream(Severity.values())
                .filter(severity -> least.map(severity::compareTo).orElse(0) >= 0)
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
