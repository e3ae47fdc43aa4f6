package io.pitrguard.aws;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Trigger;
import java.util.Map;
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

    /** The attributes: an item with one of them has an observation. */
    static final Set<String> NAMES =
            Set.of(AT, TRIGGER, VERDICT, VIOLATIONS, REASON, RECOVERY, PERIOD, EARLIEST, LATEST);

    private LastObservationCodec() {}

    static ItemWriter write(ItemWriter item, LastObservation observation) {
        return item.instant(AT, observation.at())
                .choice(TRIGGER, observation.trigger())
                .choice(VERDICT, observation.verdict())
                .textsByName(VIOLATIONS, byName(observation.violations()))
                .text(REASON, observation.reason())
                .choice(RECOVERY, observation.recovery().status())
                .number(PERIOD, observation.recovery().periodDays())
                .instant(EARLIEST, observation.recovery().earliest())
                .instant(LATEST, observation.recovery().latest());
    }

    static LastObservation read(Fields fields) {
        return new LastObservation(
                fields.instant(AT),
                fields.choice(TRIGGER, Trigger.class),
                fields.choice(VERDICT, VerdictKind.class),
                byKind(fields.textsByName(VIOLATIONS)),
                fields.text(REASON),
                new LastObservation.Recovery(
                        fields.choice(RECOVERY, LastObservation.Status.class),
                        fields.optionalInt(PERIOD),
                        fields.optionalInstant(EARLIEST),
                        fields.optionalInstant(LATEST)));
    }

    private static Map<String, String> byName(Map<FindingKind, String> violations) {
        Map<String, String> byName = new TreeMap<>();
        violations.forEach((kind, message) -> byName.put(kind.toString(), message));
        return byName;
    }

    /** Leaves out kinds that this version does not know: it cannot tell whether they are resolved. */
    private static SortedMap<FindingKind, String> byKind(Map<String, String> violations) {
        SortedMap<FindingKind, String> byKind = new TreeMap<>();
        violations.forEach((name, message) -> FindingKind.named(name).ifPresent(kind -> byKind.put(kind, message)));
        return byKind;
    }
}
