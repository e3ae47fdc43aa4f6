package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlierDrillsTest {
    private static final CheckResult FAILED = AnyDrill.results().get(1);

    @Test
    void measuresEveryRestoreOfTheTableWhateverItsChecksFound() {
        DrillRecord failed = AnyDrill.ended(1, AnyDrill.AT, FAILED);
        DrillRecord planned = AnyDrill.record(AnyDrill.id(2), new DrillState.Planned());

        assertThat(EarlierDrills.of(AnyDrill.SOURCE, List.of(failed, planned)))
                .isEqualTo(new EarlierDrills(List.of(Duration.ofSeconds(600)), true));
        assertThat(EarlierDrills.of(AnyDrill.SOURCE.where().table("other"), List.of(failed)))
                .isEqualTo(new EarlierDrills(List.of(), false));
    }

    @Test
    void knowsThatIndexesWereRestored() {
        DrillRecord drill = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan(AnyDrill.everything()))
                .with(DrillTimes.NONE.requested(AnyDrill.AT).active(AnyDrill.AT.plusSeconds(60)));

        assertThat(EarlierDrills.of(AnyDrill.SOURCE, List.of(drill)))
                .isEqualTo(new EarlierDrills(List.of(Duration.ofSeconds(60)), false));
    }
}
