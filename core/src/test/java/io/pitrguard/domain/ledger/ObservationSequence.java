package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Makes observations of one table, some minutes after a fixed moment. */
public final class ObservationSequence {
    /** The table. */
    public static final TableRef ORDERS = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");

    /** The moment that minutes count from. */
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** A violation, by its kind and in words. */
    static final Map<FindingKind, String> OFF = Map.of(FindingKind.RECOVERY_DISABLED, "Point-in-time recovery is off.");

    private static final LastObservation.Recovery ON = new LastObservation.Recovery(
            LastObservation.Status.ENABLED,
            OptionalInt.of(35),
            Optional.of(START.minus(Duration.ofDays(35))),
            Optional.of(START));

    private ObservationSequence() {}

    /** Gives that moment. */
    static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    static Observation compliant(int minute) {
        return seen(minute, VerdictKind.COMPLIANT, Map.of(), "");
    }

    static Observation violating(int minute, Map<FindingKind, String> violations) {
        return seen(minute, VerdictKind.NON_COMPLIANT, violations, "");
    }

    static Observation exempt(int minute) {
        return seen(minute, VerdictKind.EXEMPT, Map.of(), "Exempt until 2027-01-01: being retired (owner: shop).");
    }

    static Observation undetermined(int minute) {
        return observation(new LastObservation(
                minute(minute),
                Trigger.SWEEP,
                VerdictKind.UNDETERMINED,
                Collections.emptySortedMap(),
                "AWS throttled it.",
                new LastObservation.Recovery(
                        LastObservation.Status.UNREADABLE, OptionalInt.empty(), Optional.empty(), Optional.empty())));
    }

    /** Gives what a sweep observes of the table in that state. */
    static Observation of(Instant at, RecoveryState state, Judgement judgement) {
        TableFacts facts = new TableFacts(ORDERS, Tags.NONE, new Fact.NotRead<>());
        TableResult result = new TableResult(
                new TableSnapshot(facts, state, at), judgement, new MonthlyCost.Unknown("No price."), Optional.empty());
        return Observation.of(result, Trigger.SWEEP, Optional.empty());
    }

    /** Gives the same with what was done about it. */
    static Observation with(Observation observation, Outcome outcome) {
        return new Observation(
                observation.table(),
                observation.tableId(),
                observation.createdAt(),
                observation.observed(),
                observation.point(),
                Optional.of(outcome),
                observation.call());
    }

    /** Gives the same with what it tells of the window. */
    static Observation with(Observation observation, Point point) {
        return new Observation(
                observation.table(),
                observation.tableId(),
                observation.createdAt(),
                observation.observed(),
                Optional.of(point),
                observation.outcome(),
                observation.call());
    }

    /** Gives a point at that minute whose window of 35 days began at another. */
    static Point point(int minute, int since) {
        return point(minute, 35, since);
    }

    /** Gives a point at that minute whose window of so many days began at another. */
    static Point point(int minute, int days, int since) {
        return new Point(minute(minute), Optional.of(new Point.Window(minute(since), OptionalInt.of(days))));
    }

    private static Observation seen(
            int minute, VerdictKind verdict, Map<FindingKind, String> violations, String reason) {
        return observation(
                new LastObservation(minute(minute), Trigger.SWEEP, verdict, new TreeMap<>(violations), reason, ON));
    }

    private static Observation observation(LastObservation seen) {
        return new Observation(
                ORDERS, Optional.empty(), Optional.empty(), seen, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
