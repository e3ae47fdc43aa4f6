package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreCost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillCostTest {
    private static final DrillRequirement COUNTING = DrillRequirement.every(Duration.ofDays(30));
    private static final DrillRequirement EXACT = new DrillRequirement(
            Duration.ofDays(30),
            Optional.empty(),
            Optional.empty(),
            100,
            false,
            Optional.empty(),
            Optional.of("s3://exports/counts"),
            List.of());
    private static final LocalDate DAY = LocalDate.parse("2026-09-09");

    @Test
    void countsAnExportAsAnotherRestore() {
        RestoreCost restore = new RestoreCost.Usd(new BigDecimal("0.15"), new BigDecimal("0.20"), DAY, List.of());

        assertThat(DrillCost.of(restore, COUNTING)).isEqualTo(restore);
        assertThat(DrillCost.of(restore, EXACT))
                .isEqualTo(new RestoreCost.Usd(new BigDecimal("0.30"), new BigDecimal("0.40"), DAY, List.of()));
    }

    @Test
    void knowsNoMoreThanTheRestore() {
        RestoreCost unknown = new RestoreCost.Unknown("No price is known.");

        assertThat(DrillCost.of(unknown, EXACT)).isEqualTo(unknown);
    }
}
