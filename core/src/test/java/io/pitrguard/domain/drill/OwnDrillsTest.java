package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnDrillsTest {
    private static final Instant AT = AnyDrill.AT;
    private static final TableRef TARGET = AnyDrill.plan().target();

    @Test
    void knowsTheTableOfADrillThatRuns() {
        OwnDrills drills = drills(new DrillState.Checking("id-2", CheckProgress.start(1)));

        assertThat(drills.making(TARGET, details("id-2", AT), AT)).contains(AnyDrill.id(1));
        assertThat(drills.making(TARGET, details("id-3", AT), AT)).isEmpty();
        assertThat(drills.making(AnyDrill.SOURCE, details("id-2", AT), AT)).isEmpty();
        assertThat(drills.making(TARGET, new TableDetails(TableStatus.ACTIVE, 1, false), AT))
                .isEmpty();
    }

    @Test
    void knowsItBeforeAwsAnswers() {
        OwnDrills drills = drills(new DrillState.Requested(AT));
        String source = AnyDrill.SOURCE.arn();
        Instant moment = AnyDrill.plan().moment();

        assertThat(drills.making(TARGET, restored(AT, source, moment), AT)).isPresent();
        assertThat(drills.making(TARGET, restored(AT.minusSeconds(61), source, moment), AT))
                .isEmpty();
        assertThat(drills.making(TARGET, restored(AT, source + "2", moment), AT))
                .isEmpty();
        assertThat(drills.making(TARGET, restored(AT, source, moment.plusSeconds(1)), AT))
                .isEmpty();
        assertThat(drills.making(TARGET, details("id-2", AT), AT)).isEmpty();
    }

    @Test
    void hidesNoTableThatADrillLeft() {
        OwnDrills drills =
                drills(new DrillState.Ended(Optional.of(new DrillState.LeftOver("id-2", List.of("It is used.")))));

        assertThat(drills.making(TARGET, details("id-2", AT), AT)).isEmpty();
    }

    @Test
    void hidesNoTableForEver() {
        OwnDrills drills = drills(new DrillState.Keeping("id-2", AT));

        assertThat(drills.making(
                        TARGET, details("id-2", AT), AT.plus(OwnDrills.LONGEST).minusSeconds(1)))
                .isPresent();
        assertThat(drills.making(TARGET, details("id-2", AT), AT.plus(OwnDrills.LONGEST)))
                .isEmpty();
        assertThat(new OwnDrills(List.of(AnyDrill.record(AnyDrill.id(1), new DrillState.Keeping("id-2", AT))))
                        .making(TARGET, details("id-2", AT), AT))
                .isEmpty();
    }

    private static OwnDrills drills(DrillState state) {
        return new OwnDrills(List.of(AnyDrill.record(AnyDrill.id(1), state).with(DrillTimes.NONE.requested(AT))));
    }

    private static TableDetails details(String tableId, Instant created) {
        return new TableDetails(TableStatus.ACTIVE, 1, false, Optional.of(new TableDetails.Origin(tableId, created)));
    }

    private static TableDetails restored(Instant created, String source, Instant moment) {
        return details("id-2", created)
                .with(new TableDetails.Restored(
                        Optional.of(source), Optional.empty(), moment.plus(Duration.ofMillis(7))));
    }
}
