package io.pitrguard.port;

class InMemoryInstallationStoreTest extends InstallationStoreContract {
    private final InstallationStore diary = new InMemoryInstallationStore();

    @Override
    protected InstallationStore diary() {
        return diary;
    }
}
