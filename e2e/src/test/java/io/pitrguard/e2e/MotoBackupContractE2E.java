package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.BackupContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The expectations of backups, which the sandbox fulfils, put to moto; and where moto is laxer. One of these fails when moto
 * becomes stricter: then it moves to the contract.
 */
class MotoBackupContractE2E extends BackupContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }
}
