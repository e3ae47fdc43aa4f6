package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the launcher makes of picocli's jar, whose classes the JVM's ahead-of-time cache does not take as they are. */
class StackMapsIT {
    private static final Path PROGRAM = Path.of("src", "assembly", "StackMaps.java");

    @TempDir
    private Path folder;

    @Test
    void addsThemToEachClassAndKeepsEverythingElse() throws Exception {
        Path original = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = Files.copy(original, folder.resolve("picocli.jar"));

        run();

        Map<String, byte[]> before = entries(original);
        Map<String, byte[]> after = entries(jar);
        assertThat(after.keySet()).hasSizeGreaterThan(200).isEqualTo(before.keySet());
        assertThat(after).allSatisfy((name, bytes) -> {
            if (!name.endsWith(".class")) {
                assertThat(bytes).as(name).isEqualTo(before.get(name));
            } else {
                assertThat(ClassFile.of().parse(bytes).majorVersion())
                        .as(name)
                        .isGreaterThanOrEqualTo(ClassFile.JAVA_7_VERSION);
                assertThat(ClassFile.of().verify(bytes)).as(name).isEmpty();
            }
        });
        byte[] once = Files.readAllBytes(jar);
        run();
        assertThat(jar).hasBinaryContent(once);
    }

    private void run() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + "/*",
                        PROGRAM.toString(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(java.waitFor()).isZero();
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private static Map<String, byte[]> entries(Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }
}
