package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link ExitCode}: the worst result decides. */
class ExitCodeTest {
    private static final SweepTableBuilder FINE = SweepTableBuilder.compliant("carts");
    private static final SweepTableBuilder OFF = SweepTableBuilder.nonCompliant("orders");
    private static final SweepTableBuilder DENIED = SweepTableBuilder.undetermined("audit", "AWS denied it.");

    @Test
    void isZeroWhenEveryTableIsCompliantExemptOrNotApplicable() {
        assertThat(ExitCode.of(SweepTableBuilder.sweep())).isZero();
        assertThat(ExitCode.of(SweepTableBuilder.sweep(
                        FINE, SweepTableBuilder.exempt("tmp", "nightly"), SweepTableBuilder.gone("old"))))
                .isZero();
    }

    @Test
    void isTwoWhenAnyTableIsNonCompliant() {
        assertThat(ExitCode.of(SweepTableBuilder.sweep(FINE, OFF, DENIED))).isEqualTo(2);
    }

    @Test
    void isThreeWhenTheWorstIsUndetermined() {
        assertThat(ExitCode.of(SweepTableBuilder.sweep(FINE, DENIED))).isEqualTo(3);
    }

    @Test
    void isOneWhenTheListingFailed() {
        assertThat(ExitCode.of(SweepTableBuilder.failed("AWS denied it.", FINE, OFF, DENIED)))
                .isEqualTo(1);
    }
}
