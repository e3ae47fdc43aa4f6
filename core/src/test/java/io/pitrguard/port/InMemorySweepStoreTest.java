package io.pitrguard.port;

class InMemorySweepStoreTest extends SweepStoreContract {
    private final SweepStore store = new InMemorySweepStore();

    @Override
    protected SweepStore store() {
        return store;
    }
}
