package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
    @TempDir
    Path folder;

    @Test
    void namesTheFileAsTheSourceOfThePolicy() throws IOException {
        Path file = write("version: 1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(PolicyReader.read(file))
                .isInstanceOfSatisfying(
                        PolicyReading.Valid.class,
                        valid -> assertThat(valid.policy().source()).isEqualTo(file.toString()));
    }

    @Test
    void saysThatAFileIsMissing() {
        Path file = folder.resolve("none.yaml");
        assertSays(file, file + ": there is no such file. Check the path, seen from the current folder.");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertSays(folder, folder + ": this is a directory. Name the policy file in it.");
        assertSays(Path.of(""), ".: this is a directory. Name the policy file in it.");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("loop.yaml"), folder.resolve("loop.yaml"));
        assertThat(((PolicyReading.Invalid) PolicyReader.read(file)).description())
                .startsWith(file + ": the file could not be read (")
                .endsWith("). Check the file and the disk that it is on.");
    }

    @Test
    void saysWhereAFileStopsBeingUtf8() throws IOException {
        Path file = write("version: 1\n# Größe\n".getBytes(StandardCharsets.ISO_8859_1));
        assertSays(file, file + ":2:5: the file is not UTF-8 from here on. Save it as UTF-8.");
    }

    @Test
    void noticesACharacterThatBreaksOffAtTheEnd() throws IOException {
        Path file = write(new byte[] {'#', ' ', (byte) 0xc3});
        assertSays(file, file + ":1:3: the file is not UTF-8 from here on. Save it as UTF-8.");
    }

    @Test
    void refusesHugeFiles() throws IOException {
        Path file = write(new byte[256 * 1024 + 1]);
        assertThat(((PolicyReading.Invalid) PolicyReader.read(file)).description())
                .startsWith(file + ": the file is larger than 256 KiB. ");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("policy.yaml"), bytes);
    }

    private static void assertSays(Path file, String words) {
        assertThat(((PolicyReading.Invalid) PolicyReader.read(file)).description())
                .isEqualTo(words);
    }
}
