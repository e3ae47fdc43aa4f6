package io.pitrguard.domain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillPastTest {
    private static final Drilled FIRST = drilled("id-1", 1);
    private static final Drilled SECOND = drilled("id-1", 2);
    private static final Drilled THIRD = drilled("id-1", 3);
    private static final Drilled OTHER = drilled("id-2", 1);

    @Test
    void keepsTheNewestOfEach() {
        assertThat(DrillPast.NONE.passed(FIRST).passed(SECOND).passed(FIRST).passed())
                .contains(SECOND);
        assertThat(DrillPast.NONE.failed(FIRST).failed(SECOND).failed(FIRST).failed())
                .contains(SECOND);
    }

    @Test
    void forgetsAFailureAfterAProof() {
        assertThat(DrillPast.NONE.failed(FIRST).passed(SECOND).failed()).isEmpty();
        assertThat(DrillPast.NONE.failed(THIRD).passed(SECOND).failed()).contains(THIRD);
        assertThat(DrillPast.NONE.passed(SECOND).failed(FIRST).failed()).isEmpty();
        assertThat(DrillPast.NONE.passed(SECOND).failed(THIRD).passed()).contains(SECOND);
    }

    @Test
    void keepsADrillThatProvedNothingUntilOneProvesSomething() {
        assertThat(DrillPast.NONE
                        .notProven(FIRST)
                        .notProven(SECOND)
                        .notProven(FIRST)
                        .notProven())
                .contains(SECOND);
        assertThat(DrillPast.NONE.notProven(FIRST).passed(SECOND).notProven()).isEmpty();
        assertThat(DrillPast.NONE.notProven(FIRST).failed(SECOND).notProven()).isEmpty();
        assertThat(DrillPast.NONE.notProven(THIRD).passed(SECOND).notProven()).contains(THIRD);
        assertThat(DrillPast.NONE.notProven(THIRD).failed(SECOND).notProven()).contains(THIRD);
        assertThat(DrillPast.NONE.passed(SECOND).notProven(FIRST).notProven()).isEmpty();
        assertThat(DrillPast.NONE.failed(SECOND).notProven(FIRST).notProven()).isEmpty();
        assertThat(DrillPast.NONE.failed(SECOND).notProven(THIRD))
                .isEqualTo(new DrillPast.Known(Optional.empty(), Optional.of(SECOND), Optional.of(THIRD)));
        assertThat(DrillPast.NONE.notProven(OTHER).of("id-1")).isEqualTo(DrillPast.NONE);
    }

    @Test
    void ofAnotherTableEveryDrillIsNewer() {
        assertThat(DrillPast.NONE.passed(SECOND).passed(OTHER).passed()).contains(OTHER);
        assertThat(DrillPast.NONE.passed(SECOND).failed(OTHER).failed()).contains(OTHER);
    }

    @Test
    void ofOneTableOnlyItsOwnCount() {
        DrillPast.Known both = new DrillPast.Known(Optional.of(SECOND), Optional.of(OTHER));

        assertThat(both.of("id-1")).isEqualTo(new DrillPast.Known(Optional.of(SECOND), Optional.empty()));
        assertThat(both.of("id-2")).isEqualTo(new DrillPast.Known(Optional.empty(), Optional.of(OTHER)));
    }

    private static Drilled drilled(String tableId, int second) {
        return new Drilled("drill-" + second, tableId, Instant.ofEpochSecond(second), Optional.empty(), "");
    }
}
