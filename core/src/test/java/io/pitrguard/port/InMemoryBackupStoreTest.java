package io.pitrguard.port;

class InMemoryBackupStoreTest extends BackupStoreContract {
    private final BackupStore store = new InMemoryBackupStore();

    @Override
    protected BackupStore store() {
        return store;
    }
}
