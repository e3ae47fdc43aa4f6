package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The attributes that messages of a topic have.
 *
 * @param known the values of those that have few
 * @param any the names of those whose values nobody can list
 */
public record SentAttributes(Map<String, Set<String>> known, Set<String> any) {
    /** Amazon CloudWatch sends alarms without attributes. */
    public static final SentAttributes ALARMS = new SentAttributes(Map.of(), Set.of());

    public SentAttributes {
        known = new TreeMap<>(known);
        any = new TreeSet<>(any);
    }

    /** Returns those of digests and alerts. */
    public static SentAttributes alerts(AccountRegion where) {
        Set<String> severities = Arrays.stream(Severity.values())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new SentAttributes(
                Map.of(
                        "kind", Set.of("sweep", "drift"),
                        "severity", severities,
                        "account", Set.of(where.account()),
                        "region", Set.of(where.region())),
                Set.of("table", "nonCompliant", "undetermined", "fixed", "blindSpots", "fixFailed"));
    }

    /** Returns whether any message has a value of this attribute that matches. */
    Delivery delivery(String name, SubscriberFilter.Values wanted) {
        Set<String> sent = known.getOrDefault(name, Set.of());
        if (wanted.texts().stream().anyMatch(sent::contains)) {
            return Delivery.SOME;
        }
        return wanted.others() || any.contains(name) ? Delivery.UNDECIDED : Delivery.NONE;
    }
}
