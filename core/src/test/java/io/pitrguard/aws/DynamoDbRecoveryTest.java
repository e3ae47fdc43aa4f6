package io.pitrguard.aws;

import io.pitrguard.port.RecoveryStatesContract;
import io.pitrguard.port.TableWorld;

/** {@link DynamoDbRecovery} keeps the contract of its port. */
class DynamoDbRecoveryTest extends RecoveryStatesContract {
    @Override
    protected TableWorld open() {
        return new SandboxWorld();
    }
}
