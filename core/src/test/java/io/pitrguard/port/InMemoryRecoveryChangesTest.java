package io.pitrguard.port;

/** {@link InMemoryTables} keeps the contract of {@link RecoveryChanges}. */
class InMemoryRecoveryChangesTest extends RecoveryChangesContract {
    @Override
    protected TableWorld open() {
        return new InMemoryWorld();
    }
}
