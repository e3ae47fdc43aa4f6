package io.pitrguard.port;

/** {@link InMemoryTables} keeps the contract of {@link RecoveryStates}. */
class InMemoryRecoveryStatesTest extends RecoveryStatesContract {
    @Override
    protected TableWorld open() {
        return new InMemoryWorld();
    }
}
