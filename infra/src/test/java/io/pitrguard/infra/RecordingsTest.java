package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings are known to be whole or not. */
class RecordingsTest {
    private static final String CALL = "TEST\tio.pitrguard.Some\tUNKNOWN\tOWN\t\tDynamoDb\tGetItem\t\n";

    @TempDir
    private Path module;

    @BeforeEach
    void compile() throws IOException {
        try (InputStream bytes = RecordingsTest.class.getResourceAsStream("RecordingsTest.class")) {
            Path folder = Files.createDirectories(module.resolve("target/test-classes/some"));
            Files.write(
                    folder.resolve("OneTest.class"),
                    Objects.requireNonNull(bytes).readAllBytes());
            Files.copy(folder.resolve("OneTest.class"), folder.resolve("OtherIT.class"));
            Files.copy(folder.resolve("OneTest.class"), folder.resolve("Helper.class"));
        }
    }

    @Test
    void namesTheTestsThatDidNotRun() throws IOException {
        report("surefire-reports", "some.OneTest");

        assertThat(read().notRun()).containsExactly("some.OtherIT");
    }

    /** Simulations take minutes, and record what the other tests recorded already. */
    @Test
    void doesNotWaitForSimulations() throws IOException {
        try (InputStream bytes = Simulated.class.getResourceAsStream("RecordingsTest$Simulated.class")) {
            Files.write(
                    module.resolve("target/test-classes/some/LongTest.class"),
                    Objects.requireNonNull(bytes).readAllBytes());
        }

        assertThat(read().notRun()).containsExactly("some.OneTest", "some.OtherIT");
    }

    @Tag("simulation")
    private static final class Simulated {}

    @Test
    void isWholeWhereEveryTestRan() throws IOException {
        report("surefire-reports", "some.OneTest");
        report("failsafe-reports", "some.OtherIT");

        assertThat(read().notRun()).isEmpty();
    }

    @Test
    void isNotWholeWhereNothingWasCompiled() {
        assertThat(Recordings.of(List.of(module.resolve("other"))).notRun()).containsExactly("all of other");
    }

    @Test
    void readsTheFilesOfAllProcesses() throws IOException {
        Path folder = Files.createDirectories(module.resolve("target/recorded-calls"));
        Files.writeString(folder.resolve("1.tsv"), CALL);
        Files.writeString(folder.resolve("2.tsv"), CALL + CALL.replace("GetItem", "Query"));

        assertThat(read().calls()).extracting(call -> call.operation()).containsExactlyInAnyOrder("GetItem", "Query");
    }

    private Recordings read() {
        return Recordings.of(List.of(module));
    }

    private void report(String folder, String test) throws IOException {
        Path reports = Files.createDirectories(module.resolve("target").resolve(folder));
        Files.writeString(reports.resolve("TEST-" + test + ".xml"), "");
    }
}
