package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
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

    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    /** What came of a call; entries by kind, in the order of kinds. */
    private record End(boolean on, List<Kind> entries, int alerts) {}

    @Test
    void correctsATable() {
        sweepTables();

        End end = cutAfterEachCall(lab::disable);

        assertThat(end)
                .isEqualTo(new End(
                        true,
                        List.of(
                                Kind.ACTOR,
                                Kind.OPENED,
                                Kind.OPENED,
                                Kind.HISTORY_LOST,
                                Kind.REMEDIATED,
                                Kind.RESOLVED),
                        1));
    }

    @Test
    void correctsATableThoughTheNextRunIsCutThere() {
        sweepTables();
        End calm = undisturbed(lab::disable);
        boolean cut = true;
        for (int calls = 0; cut; calls++) {
            String table = subject(calls);
            cut = cut(lab.disable(table), calls);
            lab.pass(VISIBILITY);
            lab.deliverToOneThatEndsAfter(calls);
            assertEnd(table, calm);
        }
    }

    @Test
    void tellsOfATable() {
        lab.policy = Policy.BUILT_IN;
        sweepTables();

        End end = cutAfterEachCall(lab::disable);

        assertThat(end).isEqualTo(new End(false, List.of(Kind.ACTOR, Kind.OPENED), 1));
    }

    @Test
    void comesBackToATableThatIsNew() {
        End end = cutAfterEachCall(table -> {
            lab.create(table).disabled();
            return lab.call("CreateTable").table(table);
        });

        assertThat(end).isEqualTo(new End(true, List.of(Kind.ACTOR, Kind.OPENED, Kind.REMEDIATED, Kind.RESOLVED), 1));
    }

    @Test
    void comesBackToATableThatIsNotReady() {
        End end = cutAfterEachCall(table -> {
            lab.create(table).notYetFor(Duration.ofMinutes(67));
            return lab.disable(table);
        });

        assertThat(end).isEqualTo(new End(true, List.of(Kind.ACTOR, Kind.OPENED, Kind.REMEDIATED, Kind.RESOLVED), 2));
    }

    /** Makes all tables, and lets a sweep see that they are protected. */
    private void sweepTables() {
        lab.create(CALM).enabled(35);
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            lab.create(subject(calls)).enabled(35);
        }
        lab.sweep();
        lab.pass(Duration.ofHours(1));
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
        lab.send(event.apply(CALM));
        settle();
        return end(CALM);
    }

    /** Gives whether it was cut before its last call. */
    private boolean cut(CallEvent event, int calls) {
        lab.send(event);
        return lab.deliverToOneThatEndsAfter(calls);
    }

    private void settle() {
        lab.deliver();
        while (!lab.queue.messages().isEmpty()) {
            lab.pass(VISIBILITY);
            lab.deliver();
        }
        assertThat(lab.dead.messages()).isEmpty();
    }

    private void assertEnd(String table, End calm) {
        settle();
        List<DriftView> alerts = lab.alerts(table);
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
                    .as("one says that it was corrected, " + table)
                    .anySatisfy(alert ->
                            assertThat(alert.table().remediation().outcome()).hasToString("Fixed"));
        }
        assertThat(end(table)).isEqualTo(new End(calm.on(), calm.entries(), alerts.size()));
        assertThat(lab.record(table).runMarkers()).as(table).isEmpty();
    }

    private End end(String table) {
        return new End(
                lab.table(table).recovery() instanceof Recovery.Enabled,
                lab.kinds(table).stream().sorted().toList(),
                lab.alerts(table).size());
    }
}
