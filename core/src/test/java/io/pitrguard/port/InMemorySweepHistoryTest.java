package io.pitrguard.port;

class InMemorySweepHistoryTest extends SweepHistoryContract {
    private final SweepHistory history = new InMemorySweepHistory();

    @Override
    protected SweepHistory history() {
        return history;
    }
}
