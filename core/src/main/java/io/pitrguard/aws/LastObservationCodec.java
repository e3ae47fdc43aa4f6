package io.pitrguard.aws;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Trigger;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an observation is stored: as attributes of their own, so that people can read them. */
final class LastObservationCodec {
    private static final String AT = "at";
    private static final String TRIGGER = "trigger";
    private static final String VERDICT = "verdict";
    private static final String VIOLATIONS = "violations";
    private static final String REASON = "reason";
    private static final String RECOVERY = "recovery";
    private static final String PERIOD = "period";
    private static final String EARLIEST = "earliest";
    private static final String LATEST = "latest";
    private static final String RULE = "rule";
    private static final String SIZE = "size";

    /** The attributes: an item with one of them has an observation. */
    static final Set<String> NAMES =
            Set.of(AT, TRIGGER, VERDICT, VIOLATIONS, REASON, RECOVERY, PERIOD, EARLIEST, LATEST, RULE, SIZE);

    private LastObservationCodec() {}

    static ItemWriter write(ItemWriter item, LastObservation observation) {
        return item.instant(AT, observation.at())
                .choice(TRIGGER, observation.trigger())
                .choice(VERDICT, observation.verdict())
                .textsByName(VIOLATIONS, byName(observation))
                .text(REASON, observation.reason())
                .choice(RECOVERY, observation.recovery().status())
                .number(PERIOD, observation.recovery().periodDays())
                .instant(EARLIEST, observation.recovery().earliest())
                .instant(LATEST, observation.recovery().latest())
                .text(RULE, observation.details().rule())
                .number(SIZE, observation.details().sizeBytes());
    }

    static LastObservation read(Fields fields) {
        return new LastObservation(
                fields.instant(AT),
                fields.choice(TRIGGER, Trigger.class),
                fields.choice(VERDICT, VerdictKind.class),
                known(fields.textsByName(VIOLATIONS)),
                fields.text(REASON),
                new LastObservation.Recovery(
                        fields.choice(RECOVERY, LastObservation.Status.class),
                        fields.optionalInt(PERIOD),
                        fields.optionalInstant(EARLIEST),
                        fields.optionalInstant(LATEST)),
                unknown(fields.textsByName(VIOLATIONS)),
                new LastObservation.Details(fields.optionalText(RULE), size(fields)));
    }

    private static OptionalLong size(Fields fields) {
        OptionalLong size = fields.optionalLong(SIZE);
        if (size.orElse(0) < 0) {
            throw fields.problem(SIZE, "is negative");
        }
        return size;
    }

    private static Map<String, String> byName(LastObservation observation) {
        Map<String, String> byName = new TreeMap<>(observation.unknown());
        observation.violations().forEach((kind, message) -> byName.put(kind.toString(), message));
        return byName;
    }

    private static SortedMap<FindingKind, String> known(Map<String, String> byName) {
        SortedMap<FindingKind, String> known = new TreeMap<>();
        byName.forEach((name, message) -> FindingKind.named(name).ifPresent(kind -> known.put(kind, message)));
        return known;
    }

    private static SortedMap<String, String> unknown(Map<String, String> byName) {
        SortedMap<String, String> unknown = new TreeMap<>(byName);
        unknown.keySet().removeIf(name -> FindingKind.named(name).isPresent());
        return unknown;
    }
}
