package io.pitrguard.aws;

import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Trigger;
import java.util.Set;

/** How a look at a table is stored: as attributes of their own, so that people can read them. */
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

    /** The attributes: where one of them is, a look is. */
    static final Set<String> NAMES =
            Set.of(AT, TRIGGER, VERDICT, VIOLATIONS, REASON, RECOVERY, PERIOD, EARLIEST, LATEST);

    private LastObservationCodec() {}

    static ItemWriter write(ItemWriter item, LastObservation seen) {
        return item.instant(AT, seen.at())
                .choice(TRIGGER, seen.trigger())
                .text(VERDICT, seen.verdict())
                .textsByName(VIOLATIONS, seen.violations())
                .text(REASON, seen.reason())
                .choice(RECOVERY, seen.recovery().status())
                .number(PERIOD, seen.recovery().periodDays())
                .instant(EARLIEST, seen.recovery().earliest())
                .instant(LATEST, seen.recovery().latest());
    }

    static LastObservation read(Fields fields) {
        return new LastObservation(
                fields.instant(AT),
                fields.choice(TRIGGER, Trigger.class),
                fields.text(VERDICT),
                fields.textsByName(VIOLATIONS),
                fields.text(REASON),
                new LastObservation.Recovery(
                        fields.choice(RECOVERY, LastObservation.Status.class),
                        fields.optionalInt(PERIOD),
                        fields.optionalInstant(EARLIEST),
                        fields.optionalInstant(LATEST)));
    }
}
