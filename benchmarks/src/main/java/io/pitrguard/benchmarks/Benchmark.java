package io.pitrguard.benchmarks;

import java.util.List;

/** One thing that is measured. */
interface Benchmark {
    /** What {@code --only} calls it. */
    String id();

    /**
     * Measures.
     *
     * @throws InterruptedException when the thread is asked to stop
     * @throws MeasurementFailedException when what was measured did not do what it should
     */
    List<Row> measure(Bench bench) throws InterruptedException;
}
