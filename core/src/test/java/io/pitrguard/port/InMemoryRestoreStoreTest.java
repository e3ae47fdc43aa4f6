package io.pitrguard.port;

class InMemoryRestoreStoreTest extends RestoreStoreContract {
    private final RestoreStore store = new InMemoryRestoreStore();

    @Override
    protected RestoreStore store() {
        return store;
    }
}
