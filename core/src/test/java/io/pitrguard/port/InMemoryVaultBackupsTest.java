package io.pitrguard.port;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

class InMemoryVaultBackupsTest extends VaultBackupsContract {
    private final SettableTime time = new SettableTime();
    private final InMemoryVaultBackups vaults = new InMemoryVaultBackups();

    @Override
    protected VaultBackups vaults() {
        return vaults;
    }

    @Override
    protected void backUp(TableRef table) {
        vaults.add(
                table,
                new RecoveryPoint(
                        "arn:aws:backup:eu-west-1:123456789012:recovery-point:" + time.instant(),
                        "monthly",
                        RecoveryPoint.Status.COMPLETED,
                        time.instant(),
                        OptionalLong.empty()));
    }

    @Override
    protected void test(TableRef table, Duration took) {
        vaults.add(
                table,
                new VaultRestore(
                        "job-1",
                        VaultRestore.Outcome.VALIDATED,
                        time.instant().minus(took),
                        Optional.of(time.instant()),
                        Optional.of("plan")));
    }

    @Override
    protected void pass(Duration duration) {
        time.advance(duration);
    }
}
