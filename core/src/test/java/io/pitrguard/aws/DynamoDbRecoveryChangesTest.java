package io.pitrguard.aws;

import io.pitrguard.port.RecoveryChangesContract;
import io.pitrguard.port.TableWorld;

/** {@link DynamoDbRecoveryChanges} keeps the contract of its port. */
class DynamoDbRecoveryChangesTest extends RecoveryChangesContract {
    @Override
    protected TableWorld open() {
        return new SandboxWorld();
    }
}
