package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import io.pitrguard.sweep.ReadingOrder.Place;
import io.pitrguard.sweep.ReadingOrder.Urgency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables are read first: every hint of AWS Config against everything that the ledger may know. */
class ReadingOrderTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final TableRef OTHER = InMemoryTables.WHERE.table("other");

    /** What the ledger may know of the table. */
    private enum Known {
        NO_LEDGER,
        NEVER_SEEN,
        COMPLIANT,
        OFF,
        EXEMPT_AND_OFF,
        UNDETERMINED
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NO_LEDGER, BY_RULE",
        "NONE, NEVER_SEEN, UNSETTLED",
        "NONE, COMPLIANT, BY_RULE",
        "NONE, OFF, UNSETTLED",
        "NONE, EXEMPT_AND_OFF, BY_RULE",
        "NONE, UNDETERMINED, UNSETTLED",
        "OFF, NO_LEDGER, RECORDED_OFF",
        "OFF, NEVER_SEEN, RECORDED_OFF",
        "OFF, COMPLIANT, RECORDED_OFF",
        "OFF, OFF, UNSETTLED",
        "OFF, EXEMPT_AND_OFF, BY_RULE",
        "OFF, UNDETERMINED, RECORDED_OFF",
        "CHANGED, NO_LEDGER, RECORDED_CHANGE",
        "CHANGED, NEVER_SEEN, UNSETTLED",
        "CHANGED, COMPLIANT, RECORDED_CHANGE",
        "CHANGED, OFF, UNSETTLED",
        "CHANGED, EXEMPT_AND_OFF, RECORDED_CHANGE",
        "CHANGED, UNDETERMINED, UNSETTLED",
    })
    void putsTablesInOrder(String hint, Known known, Urgency expected) {
        ReadingOrder order = order();
        order.known(records(known));
        switch (hint) {
            case "OFF" -> order.recordedOff(List.of("orders"));
            case "CHANGED" -> order.recordedChanges(List.of("orders"));
            default -> assertThat(hint).isEqualTo("NONE");
        }

        assertThat(order.of(ORDERS).urgency()).isEqualTo(expected);
    }

    @Test
    void keepsTheOrderOfHintsOverSeveralPages() {
        ReadingOrder order = order();
        order.recordedOff(List.of("c", "a"));
        order.recordedOff(List.of("b", "c"));

        assertThat(sorted(order, "a", "b", "c", "d")).containsExactly("c", "a", "b", "d");
    }

    @Test
    void putsTablesOfEarlierRulesFirstAndExemptOnesLast() {
        ReadingOrder order = order(
                Policies.exempt("scratch-*", "2027-01-01"),
                Policies.remediateTagged("tier=critical", 35),
                Policies.remediate("billing-*", 7));
        order.tagged(table -> table.name().equals("orders") ? new Tags.Known(Map.of("tier", "critical")) : Tags.NONE);

        assertThat(sorted(order, "scratch-1", "any", "billing-1", "orders"))
                .containsExactly("orders", "billing-1", "any", "scratch-1");
    }

    @Test
    void takesTheFirstRuleThatMayApplyAsLongAsTagsAreNotRead() {
        ReadingOrder order = order(Policies.remediateTagged("tier=critical", 35));

        assertThat(order.of(ORDERS)).isEqualTo(new Place(Urgency.BY_RULE, 0));
        order.tagged(_ -> Tags.NONE);
        assertThat(order.of(ORDERS)).isEqualTo(new Place(Urgency.BY_RULE, 1));
    }

    /** A hint never moves an exempt table ahead, and every place is before the last. */
    @Test
    void exemptTableWaitsWhateverIsRecorded() {
        ReadingOrder order = order(Policies.exempt("orders", "2027-01-01"));
        order.recordedOff(List.of("orders"));

        assertThat(order.of(ORDERS).urgency()).isEqualTo(Urgency.EXEMPT);
        assertThat(order.of(ORDERS)).isLessThan(Place.LAST);
    }

    private static ReadingOrder order(Rule... rules) {
        return new ReadingOrder(Policies.of(rules), SettableTime.START);
    }

    private static List<String> sorted(ReadingOrder order, String... names) {
        List<String> shuffled = new ArrayList<>(List.of(names));
        Collections.shuffle(shuffled, new Random(1));
        return shuffled.stream()
                .map(InMemoryTables.WHERE::table)
                .sorted(Comparator.comparing(order::of))
                .map(TableRef::name)
                .toList();
    }

    private static Map<TableRef, TableRecord> records(Known known) {
        TableRecord other = compliant(OTHER);
        return switch (known) {
            case NO_LEDGER -> Map.of();
            case NEVER_SEEN -> Map.of(OTHER, other);
            case COMPLIANT -> Map.of(ORDERS, compliant(ORDERS));
            case OFF -> Map.of(ORDERS, record(ORDERS, VerdictKind.NON_COMPLIANT, LastObservation.Status.DISABLED));
            case EXEMPT_AND_OFF -> Map.of(ORDERS, record(ORDERS, VerdictKind.EXEMPT, LastObservation.Status.DISABLED));
            case UNDETERMINED ->
                Map.of(ORDERS, record(ORDERS, VerdictKind.UNDETERMINED, LastObservation.Status.UNREADABLE));
        };
    }

    /** Gives the record of a table that was compliant an hour ago. */
    static TableRecord compliant(TableRef table) {
        return record(table, VerdictKind.COMPLIANT, LastObservation.Status.ENABLED);
    }

    private static TableRecord record(TableRef table, VerdictKind verdict, LastObservation.Status status) {
        LastObservation.Recovery recovery =
                new LastObservation.Recovery(status, OptionalInt.empty(), Optional.empty(), Optional.empty());
        LastObservation seen = new LastObservation(
                SettableTime.START.minusSeconds(3600), Trigger.SWEEP, verdict, new TreeMap<>(), "", recovery);
        return TableRecord.of(table)
                .learn(new Observation(
                        table,
                        Optional.empty(),
                        Optional.empty(),
                        seen,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .record();
    }
}
