package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStoreContract;
import io.pitrguard.wiring.CommandLineWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores in a folder of this machine. */
class LocalRestoreStoreTest extends RestoreStoreContract {
    @TempDir
    private Path folder;

    private LocalRestoreStore store = store(Path.of("unused"));

    private static LocalRestoreStore store(Path at) {
        return new LocalRestoreStore(at, CommandLineWiring.restoreDocuments());
    }

    @BeforeEach
    void open() {
        store = store(folder.resolve("restores"));
    }

    @Override
    protected RestoreStore store() {
        return store;
    }

    @Test
    void keepsAFileForEachThatOnlyItsOwnerReads() throws IOException {
        store.create(AnyRestore.full());

        Path home = folder.resolve("restores");
        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(AnyRestore.full().id() + ".json", "lock");
        }
    }

    @Test
    void namesAFileThatItDoesNotUnderstandAndReadsTheOthers() throws IOException {
        store.create(AnyRestore.full());
        Files.writeString(folder.resolve("restores").resolve("20261130-000000-broken.json"), "{");

        RestoreStore.Listing listing =
                store.list(AnyRestore.SOURCE.where()).success().orElseThrow();

        assertThat(listing.records()).hasSize(1);
        assertThat(listing.problems())
                .singleElement()
                .satisfies(cause -> assertThat(cause.message()).contains("20261130-000000-broken.json", "Repair"));
    }

    @Test
    void namesAFolderThatItCannotUse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        RestoreStore blocked = store(file);

        assertThat(List.of(
                        blocked.create(AnyRestore.full()),
                        blocked.write(new RestoreStore.Stored(AnyRestore.full(), 1), AnyRestore.full())))
                .allSatisfy(result -> assertThat(result.failure())
                        .map(Cause::message)
                        .hasValueSatisfying(message -> assertThat(message).contains(file.toString(), "--records")));
    }

    @Test
    void overwritesNothingThatItDoesNotUnderstand() throws IOException {
        store.create(AnyRestore.full());
        Path file = folder.resolve("restores").resolve(AnyRestore.full().id() + ".json");
        Files.writeString(file, "[]");

        assertThat(store.write(new RestoreStore.Stored(AnyRestore.full(), 1), AnyRestore.full())
                        .failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.REFUSED);
        assertThat(file).hasContent("[]");
    }
}
