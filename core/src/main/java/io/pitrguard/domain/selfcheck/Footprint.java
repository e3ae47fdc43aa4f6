package io.pitrguard.domain.selfcheck;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a deployment spends on watching: metrics, alarms, dashboard, results in AWS Config (docs/deploy.md). */
public enum Footprint {
    /** A metric and an alarm for each signal, a dashboard, and every table's result in AWS Config each day. */
    FULL,
    /** Every signal reaches an alarm, but some share one. */
    LEAN,
    /** Mail, and the alarms without which silence would go unnoticed. */
    MINIMAL;

    /** Returns the footprint of that name; empty if there is none. */
    public static Optional<Footprint> named(String name) {
        return Arrays.stream(values()).filter(one -> one.key().equals(name)).findFirst();
    }

    /** Returns all names, the largest first. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Footprint::key).toList();
    }

    /** Returns the name as options and settings spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
