package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrillCountsTest {
    private static final Drilled FIRST = drilled(1);
    private static final Drilled SECOND = drilled(2);

    @Test
    void countsATableByItsNewestDrill() {
        assertThat(DrillCounts.of(DrillPast.NONE.passed(FIRST), false)).isEqualTo(new DrillCounts(1, 0, 0, 0));
        assertThat(DrillCounts.of(DrillPast.NONE.passed(FIRST).failed(SECOND), false))
                .isEqualTo(new DrillCounts(0, 1, 0, 0));
        assertThat(DrillCounts.of(DrillPast.NONE.passed(FIRST).notProven(SECOND), true))
                .isEqualTo(new DrillCounts(0, 0, 1, 1));
        assertThat(DrillCounts.of(DrillPast.NONE, true)).isEqualTo(new DrillCounts(0, 0, 0, 1));
    }

    /** What failed stays so until a drill is passed. */
    @Test
    void countsAFailureThatIsOpen() {
        assertThat(DrillCounts.of(DrillPast.NONE.failed(FIRST).notProven(SECOND), false))
                .isEqualTo(new DrillCounts(0, 1, 0, 0));
    }

    @Test
    void saysNothingWhereNothingWasDrilledAndNothingHadToBe() {
        assertThat(DrillCounts.sum(Stream.of(DrillCounts.of(DrillPast.NONE, false))))
                .isNull();
        assertThat(DrillCounts.line(null)).isEmpty();
        assertThat(DrillCounts.line(new DrillCounts(12, 1, 0, 1)))
                .contains("newest drill of each table: 12 passed, 1 failed, 0 not proven; 1 table overdue");
    }

    private static Drilled drilled(int second) {
        return new Drilled("drill-" + second, "id-1", Instant.ofEpochSecond(second), Optional.empty(), "");
    }
}
