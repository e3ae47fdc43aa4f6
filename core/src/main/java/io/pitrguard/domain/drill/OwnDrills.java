package io.pitrguard.domain.drill;

import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The drills of an account and region, by which tables that drills made differ from all others. One that merely has such a
 * name is not among them, nor is one that a drill left behind.
 *
 * @param records the drills of an account and region
 */
public record OwnDrills(List<DrillRecord> records) {
    /** How long after its request a drill counts as under way: restore, checks and the longest time that a table is kept. */
    public static final Duration LONGEST = Duration.ofDays(2).plus(DrillOrder.LONGEST_KEEP);

    /** DynamoDB's clock, which says when the table was created, may be behind the one that says when it was requested. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    public OwnDrills {
        records = List.copyOf(records);
    }

    /** Returns the drill that a table is part of; empty if there is none. */
    public Optional<DrillId> making(TableRef table, TableDetails details, Instant now) {
        return records.stream()
                .filter(drill -> drill.plan().target().equals(table))
                .filter(drill -> drill.times()
                        .requested()
                        .filter(at -> now.isBefore(at.plus(LONGEST)))
                        .isPresent())
                .filter(drill -> isOf(drill, details))
                .map(DrillRecord::id)
                .findFirst();
    }

    private static boolean isOf(DrillRecord drill, TableDetails details) {
        Optional<TableDetails.Origin> origin = details.origin();
        if (drill.state().over() || origin.isEmpty()) {
            return false;
        }
        // Until AWS answers the request, the table's id is not known.
        return drill.state() instanceof DrillState.Requested(Instant at)
                ? isAsRequested(drill.plan(), at, origin.get(), details.restored())
                : drill.state().madeTableId().equals(origin.map(TableDetails.Origin::tableId));
    }

    private static boolean isAsRequested(
            DrillPlan plan, Instant at, TableDetails.Origin origin, Optional<TableDetails.Restored> restored) {
        boolean asPlanned = restored.filter(
                        how -> how.moment().truncatedTo(ChronoUnit.SECONDS).equals(plan.moment()))
                .flatMap(TableDetails.Restored::sourceTableArn)
                .filter(plan.source().table().arn()::equals)
                .isPresent();
        return asPlanned && !origin.createdAt().isBefore(at.minus(SKEW));
    }
}
