package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.DriftView;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A run that is killed after any of its calls to AWS, and the message that comes again: what comes of it in the end is
 * what comes of a run that nobody disturbs. Each table is the subject of one such run.
 */
class DriftInterruptedTest {
    private static final Duration VISIBILITY = Duration.ofMinutes(6);
    private static final String CALM = "calm";
    private static final int MOST_CALLS = 30;

    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    /** What came of a call; entries by kind, in the order of kinds. */
    private record End(boolean on, List<Kind> entries, int alerts) {}

    @Test
    void remediatesATable() {
        sweepTables();

        End end = cutAfterEachCall(bed::disable);

        assertThat(end)
                .isEqualTo(new End(
                        true, List.of(Kind.ACTOR, Kind.OPENED, Kind.HISTORY_LOST, Kind.REMEDIATED, Kind.RESOLVED), 1));
    }

    @Test
    void remediatesATableThoughTheNextRunIsInterruptedThere() {
        sweepTables();
        End calm = undisturbed(bed::disable);
        boolean cut = true;
        for (int calls = 0; cut; calls++) {
            String table = subject(calls);
            cut = cut(bed.disable(table), calls);
            bed.pass(VISIBILITY);
            bed.deliverToOneThatEndsAfter(calls);
            assertEnd(table, calm);
        }
    }

    @Test
    void tellsOfATable() {
        bed.policy = Policy.BUILT_IN;
        sweepTables();

        End end = cutAfterEachCall(bed::disable);

        assertThat(end).isEqualTo(new End(false, List.of(Kind.ACTOR, Kind.OPENED), 1));
    }

    @Test
    void comesBackToATableThatIsNew() {
        End end = cutAfterEachCall(table -> {
            bed.create(table).disabled();
            return bed.call("CreateTable").table(table);
        });

        assertThat(end).isEqualTo(new End(true, List.of(Kind.ACTOR, Kind.OPENED, Kind.REMEDIATED, Kind.RESOLVED), 1));
    }

    @Test
    void comesBackToATableThatIsNotReady() {
        End end = cutAfterEachCall(table -> {
            bed.create(table).notYetFor(Duration.ofMinutes(67));
            return bed.disable(table);
        });

        assertThat(end).isEqualTo(new End(true, List.of(Kind.ACTOR, Kind.OPENED, Kind.REMEDIATED, Kind.RESOLVED), 2));
    }

    /** Makes all tables, and lets a sweep see that they are protected. */
    private void sweepTables() {
        bed.create(CALM).enabled(35);
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            bed.create(subject(calls)).enabled(35);
        }
        bed.sweep();
        bed.pass(Duration.ofHours(1));
    }

    private static String subject(int calls) {
        return "cut-after-" + calls;
    }

    /** Cuts runs until one gets to its end, and its answer is lost. */
    private End cutAfterEachCall(Function<String, CallEvent> event) {
        End calm = undisturbed(event);
        boolean cut = true;
        for (int calls = 0; cut; calls++) {
            String table = subject(calls);
            cut = cut(event.apply(table), calls);
            assertEnd(table, calm);
        }
        return calm;
    }

    private End undisturbed(Function<String, CallEvent> event) {
        bed.send(event.apply(CALM));
        settle();
        return end(CALM);
    }

    /** Gives whether it was cut before its last call. */
    private boolean cut(CallEvent event, int calls) {
        bed.send(event);
        return bed.deliverToOneThatEndsAfter(calls);
    }

    private void settle() {
        bed.deliver();
        while (!bed.queue.messages().isEmpty()) {
            bed.pass(VISIBILITY);
            bed.deliver();
        }
        assertThat(bed.dead.messages()).isEmpty();
    }

    private void assertEnd(String table, End calm) {
        settle();
        List<DriftView> alerts = bed.alerts(table);
        assertThat(alerts)
                .as(table)
                .allSatisfy(alert -> assertThat(alert.call().who()).isEqualTo("user alice"));
        int marked = (int) alerts.stream()
                .filter(alert -> alert.table().notification().mayRepeat())
                .count();
        assertThat(alerts.size() - marked)
                .as("alerts that are not marked, " + table)
                .isLessThanOrEqualTo(calm.alerts());
        assertThat(alerts).as(table).hasSizeBetween(calm.alerts(), calm.alerts() + 2);
        if (calm.entries().contains(Kind.REMEDIATED)) {
            assertThat(alerts)
                    .as("one reports its remediation, " + table)
                    .extracting(alert -> alert.table().remediation())
                    .anyMatch(remediation -> remediation != null && remediation.outcome() == OutcomeKind.FIXED);
        }
        assertThat(end(table)).isEqualTo(new End(calm.on(), calm.entries(), alerts.size()));
        assertThat(bed.record(table).runMarkers()).as(table).isEmpty();
    }

    private End end(String table) {
        return new End(
                bed.table(table).recovery() instanceof Recovery.Enabled,
                bed.kinds(table).stream().sorted().toList(),
                bed.alerts(table).size());
    }
}
