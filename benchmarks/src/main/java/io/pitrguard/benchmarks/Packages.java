package io.pitrguard.benchmarks;

import io.pitrguard.benchmarks.bare.BareFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The package of the function that ours is compared with. */
final class Packages {
    private Packages() {}

    /** Packages the bare function with these jars. */
    static void bare(Path jars, Path folder) {
        try (Stream<Path> files = Files.list(jars);
                InputStream code = BareFunction.class.getResourceAsStream("BareFunction.class")) {
            Path lib = Files.createDirectories(folder.resolve("lib"));
            for (Path jar : files.toList()) {
                Files.copy(jar, lib.resolve(jar.toFile().getName()));
            }
            Path target = folder.resolve(BareFunction.class.getName().replace('.', '/') + ".class");
            Files.createDirectories(parent(target));
            Files.copy(code, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }
}
