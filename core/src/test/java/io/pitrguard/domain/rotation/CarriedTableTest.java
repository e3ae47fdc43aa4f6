package io.pitrguard.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CarriedTableTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");
    private static final Instant SEEN = Instant.parse("2026-11-30T06:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static TableRecord observed(VerdictKind verdict) {
        LastObservation seen = new LastObservation(
                SEEN,
                Trigger.SWEEP,
                verdict,
                new TreeMap<>(),
                "",
                new LastObservation.Recovery(
                        LastObservation.Status.ENABLED, OptionalInt.of(35), Optional.empty(), Optional.empty()));
        return TableRecord.of(ORDERS)
                .learn(new Observation(
                        ORDERS,
                        Optional.empty(),
                        Optional.empty(),
                        seen,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .record();
    }

    @ParameterizedTest
    @EnumSource
    void onlyCompliantTablesAreCarried(VerdictKind verdict) {
        assertThat(CarriedTable.of(observed(verdict), SEEN, NOW).isPresent())
                .isEqualTo(verdict == VerdictKind.COMPLIANT);
    }

    @Test
    void tableThatWasNeverSeenIsNotCarried() {
        assertThat(CarriedTable.of(TableRecord.of(ORDERS), SEEN, NOW)).isEmpty();
    }

    /** Somebody has yet to hear that it is resolved, or is reminded of it. */
    @Test
    void tableThatPeopleKnowSomethingOpenOfIsNotCarried() {
        TableRecord record = observed(VerdictKind.COMPLIANT)
                .notified(
                        new NotifiedState<>(new TreeSet<>(List.of(FindingKind.RECOVERY_DISABLED)), Optional.of(SEEN)));

        assertThat(CarriedTable.of(record, SEEN, NOW)).isEmpty();
    }

    @Test
    void proofIsTheLaterOfBothReads() {
        TableRecord record = observed(VerdictKind.COMPLIANT);

        assertThat(CarriedTable.of(record, SEEN.plusSeconds(1), NOW))
                .contains(new CarriedTable(
                        ORDERS, SEEN.plusSeconds(1), record.lastObservation().orElseThrow()));
        assertThat(CarriedTable.of(record, SEEN.minusSeconds(1), NOW))
                .hasValueSatisfying(carried -> assertThat(carried.provenAt()).isEqualTo(SEEN));
    }

    @Test
    void oldestProofCounts() {
        LastObservation seen = observed(VerdictKind.COMPLIANT).lastObservation().orElseThrow();
        CarriedTables none = new CarriedTables(24, List.of());
        CarriedTables two = new CarriedTables(
                24, List.of(new CarriedTable(ORDERS, NOW, seen), new CarriedTable(ORDERS, SEEN, seen)));

        assertThat(none.oldest()).isEmpty();
        assertThat(two.oldest()).contains(SEEN);
    }
}
