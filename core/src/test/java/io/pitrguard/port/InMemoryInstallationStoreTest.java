package io.pitrguard.port;

class InMemoryInstallationStoreTest extends InstallationStoreContract {
    private final InstallationStore store = new InMemoryInstallationStore();

    @Override
    protected InstallationStore store() {
        return store;
    }
}
