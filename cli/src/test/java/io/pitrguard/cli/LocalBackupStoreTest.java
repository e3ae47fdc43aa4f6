package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.BackupStoreContract;
import io.pitrguard.wiring.CommandLineWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of backups in a folder. */
class LocalBackupStoreTest extends BackupStoreContract {
    @TempDir
    private Path parent;

    private Path folder = Path.of("unset");
    private BackupStore store = new LocalBackupStore(folder, CommandLineWiring.backupDocuments());

    @BeforeEach
    void open() {
        folder = parent.resolve("backups");
        store = new LocalBackupStore(folder, CommandLineWiring.backupDocuments());
    }

    @Override
    protected BackupStore store() {
        return store;
    }

    @Test
    void reportsAFileThatItDoesNotUnderstand() throws IOException {
        store.create(AnyBackup.full());
        Files.writeString(folder.resolve("20261122-100001-other-00000a.json"), "{\"format\": 2}");

        BackupStore.Listing listing =
                store.list(AnyBackup.TABLE.where()).success().orElseThrow();

        assertThat(listing.records()).hasSize(1);
        assertThat(listing.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("The backup in ", "cannot be understood", "Repair or delete that file."));
    }

    @Test
    void reportsAFolderThatIsAFile() throws IOException {
        Files.writeString(folder, "");

        assertThat(store.create(AnyBackup.full()).failure())
                .map(Cause::message)
                .hasValueSatisfying(message ->
                        assertThat(message).startsWith("The folder of backups").contains("--records"));
    }
}
