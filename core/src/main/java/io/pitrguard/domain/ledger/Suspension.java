package io.pitrguard.domain.ledger;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.CallTime;
import io.pitrguard.domain.text.Counted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Suspends the automatic remediation of tables whose recovery keeps being disabled after pitr-guard enabled it. */
public final class Suspension {
    private Suspension() {}

    /** Returns why remediation of a table is suspended; empty when it is not. */
    public static Optional<Outcome> of(TableResult result, TableRecord record, FlappingRules rules) {
        return record.flapping()
                .flappingSince(rules)
                .filter(since -> !isYounger(result, since))
                .map(_ -> new Outcome.Flapping(
                        "Recovery keeps being disabled after pitr-guard enabled it (%s or more within %d h): %s."
                                .formatted(
                                        Counted.of(rules.limit(), "time", "times"),
                                        rules.window().toHours(),
                                        record.flapping().description(rules))));
    }

    /** Returns these timeline entries, and one more if remediation is suspended after them and was not before. */
    public static List<TimelineEntry> begins(
            TableRecord before, TableRecord.Learned after, Instant at, Trigger trigger, FlappingRules rules) {
        Flapping now = after.record().flapping();
        if (before.flapping().flappingSince(rules).isPresent()
                || now.flappingSince(rules).isEmpty()) {
            return after.entries();
        }
        List<TimelineEntry> entries = new ArrayList<>(after.entries());
        entries.add(new TimelineEntry(
                at,
                TimelineEntry.Kind.FLAPPING,
                trigger,
                "Automatic remediation is suspended: recovery was disabled again and again after it was enabled: "
                        + now.description(rules) + ".",
                Optional.empty(),
                after.record().tableId()));
        return entries;
    }

    /** Whether the table was created after that moment: then the record is of an earlier table of that name. */
    private static boolean isYounger(TableResult result, Instant than) {
        return result.snapshot()
                .facts()
                .origin()
                .filter(origin -> CallTime.isBefore(than, origin.createdAt()))
                .isPresent();
    }
}
