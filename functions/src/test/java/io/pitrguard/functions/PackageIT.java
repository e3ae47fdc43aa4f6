package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployable package: Lambda can read it, and it is the same wherever it is built. */
class PackageIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-functions.zip");
    private static final Path STORED_JARS = Path.of("src", "assembly", "StoredJars.java");

    @TempDir
    private Path folder;

    @Test
    void everybodyMayReadWhatIsInIt() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(PACKAGE, Map.of("enablePosixFileAttributes", true));
                Stream<Path> all = Files.walk(zip.getPath("/"))) {
            assertThat(all.filter(path -> path.getNameCount() > 0).toList())
                    .hasSizeGreaterThan(100)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    @Test
    void itsLibrariesAreTheSameInAllTimeZones() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(from.resolve("a.jar")))) {
            jar.putNextEntry(new ZipEntry("entry"));
            jar.write(1);
            jar.closeEntry();
        }

        assertThat(stored(from, "America/New_York")).hasSize(1).isEqualTo(stored(from, "UTC"));
    }

    private Map<String, String> stored(Path from, String zone) throws IOException, InterruptedException {
        Path to = folder.resolve(zone.replace('/', '-'));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder run =
                new ProcessBuilder(java.toString(), STORED_JARS.toString(), from.toString(), to.toString()).inheritIO();
        run.environment().put("TZ", zone);
        assertThat(run.start().waitFor()).isZero();
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> jars = Files.list(to)) {
            for (Path jar : jars.toList()) {
                contents.put(jar.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(jar)));
            }
        }
        return contents;
    }
}
