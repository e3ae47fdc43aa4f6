package io.pitrguard.port;

class InMemoryShareTimesTest extends ShareTimesContract {
    private final ShareTimesStore store = new InMemoryShareTimes();

    @Override
    protected ShareTimesStore store() {
        return store;
    }
}
