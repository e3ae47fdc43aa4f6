package io.pitrguard.benchmarks;

/** A measurement that means nothing, because what was measured did not do what it should. */
final class MeasurementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeasurementFailedException(String message) {
        super(message);
    }

    static void require(boolean met, String message) {
        if (!met) {
            throw new MeasurementFailedException(message);
        }
    }
}
