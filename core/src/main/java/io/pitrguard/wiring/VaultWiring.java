package io.pitrguard.wiring;

import io.pitrguard.aws.AwsVaultBackups;
import io.pitrguard.port.VaultBackups;
import software.amazon.awssdk.services.backup.BackupClient;

/** Builds what reads AWS Backup: the command line does, no function. */
public final class VaultWiring {
    private VaultWiring() {}

    /** Builds what reads the vaults of the clients' region. */
    public static VaultBackups vaults(AwsClients clients) {
        return new AwsVaultBackups(new Lazy<>(() -> clients.client(BackupClient.builder())));
    }
}
