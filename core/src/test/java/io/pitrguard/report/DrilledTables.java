package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyDrill;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Tables in a ledger whose restores are drilled. */
final class DrilledTables {
    static final Instant NOW = AnyDrill.AT.plus(Duration.ofDays(10));

    /** Asks for a drill of every table each 30 days, in two hours. */
    static final Policy MONTHLY = new Policy(
            "policy.yaml",
            List.of(new Rule(
                    "all",
                    Match.EVERY_TABLE,
                    new Rule.Effect.Require(
                            Requirement.RECOVERY_ON.with(DrillCheck.DRILL, requirement()), Action.REMEDIATE))),
            Limits.STANDARD);

    private DrilledTables() {}

    static DrillRequirement requirement() {
        return new DrillRequirement(
                Duration.ofDays(30),
                Optional.of(Duration.ofHours(2)),
                Optional.<BigDecimal>empty(),
                1_000,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Returns a table of the id that {@link AnyDrill} restores, known since a day before its drills. */
    static TableRecord table(String name, VerdictKind verdict, Map<FindingKind, String> violations) {
        TableRef table = AnyDrill.SOURCE.where().table(name);
        TableRecord none = TableRecord.of(table);
        return new TableRecord(
                table,
                Optional.of(new Identity(AnyDrill.SOURCE_ID, AnyDrill.AT.minus(Duration.ofDays(1)), false)),
                Optional.of(seen(verdict, violations)),
                none.lastUnreadable(),
                none.history(),
                none.lossesRecorded(),
                none.lossesAcknowledgedUntil(),
                none.notified(),
                none.flapping(),
                none.historyCuts(),
                none.runMarkers(),
                none.lastAttempt(),
                none.unnotified());
    }

    static TableRecord orders() {
        return table(AnyDrill.SOURCE.name(), VerdictKind.COMPLIANT, Map.of());
    }

    static TableRecord drilled(TableRecord record, DrillSummary summary) {
        return record.drilled(summary.past());
    }

    static TableRecord drilled(TableRecord record, DrillPast.Known past) {
        return record.drilled(past);
    }

    private static LastObservation seen(VerdictKind verdict, Map<FindingKind, String> violations) {
        return new LastObservation(
                NOW.minus(Duration.ofHours(1)),
                Trigger.SWEEP,
                verdict,
                violations.isEmpty() ? Collections.emptySortedMap() : new TreeMap<>(violations),
                "",
                new LastObservation.Recovery(
                        LastObservation.Status.ENABLED, OptionalInt.of(35), Optional.of(AnyDrill.AT), Optional.of(NOW)),
                new TreeMap<>(),
                LastObservation.Details.NONE);
    }
}
