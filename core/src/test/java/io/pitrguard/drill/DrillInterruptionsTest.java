package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.restore.Interruptions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever disturbs a call of a drill, it comes to the same end. */
class DrillInterruptionsTest {
    @ParameterizedTest
    @EnumSource
    void comesToTheSameEndThroughEveryInterruption(Interruptions.Kind kind) {
        int calls = drilled(kind, 0, false);
        assertThat(calls).isGreaterThan(30);

        for (int at = 1; at <= calls; at++) {
            drilled(kind, at, false);
        }
    }

    /** A table from which items are missing is never proven, whatever else goes wrong. */
    @ParameterizedTest
    @EnumSource
    void neverPassesWithoutProof(Interruptions.Kind kind) {
        int calls = drilled(kind, 0, true);

        for (int at = 1; at <= calls; at++) {
            drilled(kind, at, true);
        }
    }

    private static int drilled(Interruptions.Kind kind, int at, boolean empty) {
        DrillTestBed bed = bed(empty);
        DrillEngine undisturbed = bed.engine();
        bed.interruptions =
                new Interruptions(kind, at, () -> undisturbed.advance(DrillTestBed.SOURCE.where(), DrillTestBed.ID));

        DrillRecord end = bed.drill(AnyDrill.everything());
        int calls = bed.interruptions.calls();

        if (empty) {
            assertThat(end.verdict()).as("%s at %d", kind, at).isNotEqualTo(Optional.of(DrillVerdict.PASSED));
        } else {
            assertThat(end.verdict()).as("%s at %d: %s", kind, at, end).contains(DrillVerdict.PASSED);
        }
        assertThat(end.state()).as("%s at %d", kind, at).isEqualTo(new DrillState.Ended(Optional.empty()));
        assertThat(bed.tables.ids()).as("%s at %d", kind, at).containsExactly(bed.sourceId);
        assertThat(bed.tables.deleted()).as("%s at %d", kind, at).isNotEmpty().doesNotContain(bed.sourceId);
        assertThat(bed.recorded).isNotEmpty();
        assertNotifiedOnce(bed, kind, at);
        return calls;
    }

    /**
     * People are notified at least once, of the stored end; twice only where nobody can know that they were, and then the
     * second message says so.
     */
    private static void assertNotifiedOnce(DrillTestBed bed, Interruptions.Kind kind, int at) {
        assertThat(bed.notified).as("%s at %d", kind, at).isNotEmpty().hasSizeLessThanOrEqualTo(2);
        assertThat(bed.notified.getFirst().drill().evidence())
                .as("%s at %d", kind, at)
                .isPresent();
        assertThat(bed.notified.stream().skip(1)).as("%s at %d", kind, at).allMatch(DrillTestBed.Notified::mayRepeat);
        assertThat(bed.record().notification()).as("%s at %d", kind, at).isInstanceOf(EndNotification.Settled.class);
        bed.run();
        assertThat(bed.notified.size()).as("a repeated call").isLessThanOrEqualTo(2);
    }

    private static DrillTestBed bed(boolean empty) {
        DrillTestBed bed = new DrillTestBed();
        bed.items.select(Statement.of("SELECT * FROM {table} WHERE total < 0"), _ -> false);
        bed.items.select(Statement.of("SELECT * FROM {table}"), _ -> true);
        if (empty) {
            bed.restored = _ -> Optional.empty();
        }
        return bed;
    }

    /** Another table takes the name of the restored one, at any moment. */
    @Test
    void neverDeletesATableThatTookTheName() {
        int calls = drilled(Interruptions.Kind.LOST, 0, false);
        for (int at = 1; at <= calls; at++) {
            DrillTestBed bed = bed(false);
            AtomicReference<String> stranger = new AtomicReference<>("");
            bed.interruptions = new Interruptions(Interruptions.Kind.OVERTAKEN, at, () -> {
                bed.tables.vanish(bed.target());
                stranger.set(bed.tables.createWithoutRecovery(bed.target()));
            });

            bed.drill(AnyDrill.everything());

            assertThat(bed.tables.ids()).as("at %d", at).contains(stranger.get());
            assertThat(bed.tables.deleted()).as("at %d", at).doesNotContain(stranger.get());
        }
    }
}
