package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link ExitCode}: which of a sweep's results decides. */
class ExitCodeTest {
    private static final TableViews FINE = TableViews.compliant("carts");
    private static final TableViews OFF = TableViews.nonCompliant("orders");
    private static final TableViews DENIED = TableViews.undetermined("audit", "AWS denied it.");

    @Test
    void isZeroWhenEveryTableIsCompliantExemptOrNotApplicable() {
        assertThat(ExitCode.of(TableViews.sweep())).isZero();
        assertThat(ExitCode.of(TableViews.sweep(FINE, TableViews.exempt("tmp", "nightly"), TableViews.gone("old"))))
                .isZero();
    }

    @Test
    void isTwoWhenATableIsNonCompliantWhateverElseThereIs() {
        assertThat(ExitCode.of(TableViews.sweep(FINE, OFF, DENIED))).isEqualTo(2);
    }

    @Test
    void isThreeWhenTheWorstIsUndetermined() {
        assertThat(ExitCode.of(TableViews.sweep(FINE, DENIED))).isEqualTo(3);
    }

    @Test
    void isOneWhenTheListingFailedWhateverWasSeenBefore() {
        assertThat(ExitCode.of(TableViews.failed("AWS denied it.", FINE, OFF, DENIED)))
                .isEqualTo(1);
    }
}
