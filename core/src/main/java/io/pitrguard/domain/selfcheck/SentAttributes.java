package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Condition;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnText;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attributes that messages of a topic have.
 *
 * @param known the values of those that have few
 * @param any the names of those whose values nobody can list
 * @param optional the names of those that not every message has
 */
public record SentAttributes(Map<String, Set<String>> known, Set<String> any, Set<String> optional) {
    /** Amazon CloudWatch sends alarms without attributes. */
    public static final SentAttributes ALARMS = new SentAttributes(Map.of(), Set.of(), Set.of());

    private static final Set<String> COUNTS =
            Set.of("nonCompliant", "undetermined", "fixed", "blindSpots", "fixFailed");

    // A drift alert has a table and no counts, a digest the reverse; an exemption that ends has the owner that it
    // names.
    private static final Set<String> OF_SOME =
            Stream.concat(COUNTS.stream(), Stream.of("table", "owner")).collect(Collectors.toSet());

    public SentAttributes {
        known = new TreeMap<>(known);
        any = new TreeSet<>(any);
        optional = new TreeSet<>(optional);
    }

    /** Returns those of messages that all have the same names. */
    public static SentAttributes of(Map<String, Set<String>> known, Set<String> any) {
        return new SentAttributes(known, any, Set.of());
    }

    /** Returns those of digests and alerts. */
    public static SentAttributes alerts(AccountRegion where) {
        return new SentAttributes(
                Map.of(
                        "kind", Set.of("sweep", "drift"),
                        "severity", severities(),
                        "account", Set.of(where.account()),
                        "region", Set.of(where.region())),
                OF_SOME,
                OF_SOME);
    }

    /**
     * Returns those of the digests of an organization that concern an owner.
     *
     * @param places the owner's accounts and regions
     */
    public static SentAttributes digests(String owner, Set<AccountRegion> places) {
        return new SentAttributes(
                Map.of(
                        "kind", Set.of("sweep"),
                        "severity", severities(),
                        "owner", Set.of(owner),
                        "account", places.stream().map(AccountRegion::account).collect(Collectors.toSet()),
                        "region", places.stream().map(AccountRegion::region).collect(Collectors.toSet())),
                COUNTS,
                // A digest of one account and region has them.
                places.size() == 1 ? Set.of() : Set.of("account", "region"));
    }

    private static Set<String> severities() {
        return Arrays.stream(Severity.values())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Returns whether any message has this attribute, or lacks it, as one of the conditions asks. */
    Delivery delivery(String name, SubscriberFilter.Values wanted) {
        return wanted.anyOf().stream()
                .map(condition -> delivery(name, condition))
                .min(Delivery::compareTo)
                .orElse(Delivery.NONE);
    }

    private Delivery delivery(String name, Condition condition) {
        boolean sent = known.containsKey(name) || any.contains(name);
        return switch (condition) {
            case OnText text -> delivery(name, text::matches);
            case Condition.AnythingBut(Set<OnText> texts) ->
                delivery(name, value -> texts.stream().noneMatch(text -> text.matches(value)));
            case Condition.Exists exists ->
                (exists.there() ? sent : !sent || optional.contains(name)) ? Delivery.SOME : Delivery.NONE;
            case Condition.OtherValue() -> sent ? Delivery.UNDECIDED : Delivery.NONE;
            case Condition.Unknown() -> Delivery.UNDECIDED;
        };
    }

    private Delivery delivery(String name, Predicate<String> matches) {
        if (known.getOrDefault(name, Set.of()).stream().anyMatch(matches)) {
            return Delivery.SOME;
        }
        return any.contains(name) ? Delivery.UNDECIDED : Delivery.NONE;
    }
}
