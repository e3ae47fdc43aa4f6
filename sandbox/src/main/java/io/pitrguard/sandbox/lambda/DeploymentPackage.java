package io.pitrguard.sandbox.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that a function is deployed from. */
public final class DeploymentPackage {
    private DeploymentPackage() {}

    /**
     * Unzips it as Lambda does.
     *
     * @throws IllegalArgumentException when an entry would lie outside of the folder
     * @throws UncheckedIOException when the file cannot be read or the folder not be written
     */
    public static void unzip(Path file, Path folder) {
        try (InputStream bytes = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IllegalArgumentException(file + " has an entry outside of it: " + entry.getName());
                }
                Files.createDirectories(entry.isDirectory() ? target : Objects.requireNonNull(target.getParent()));
                if (!entry.isDirectory()) {
                    Files.copy(zip, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
