package io.pitrguard.config.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The policies under src/test/resources/policy. */
final class Corpus {
    private static final Path ROOT = Path.of("src/test/resources/policy");

    private Corpus() {}

    static List<Path> valid() {
        return files("valid", ".yaml");
    }

    /** Gives one of the valid policies by its file's name. */
    static Path valid(String name) {
        return ROOT.resolve("valid").resolve(name);
    }

    static List<Path> invalid() {
        return files("invalid", ".yaml");
    }

    static List<Path> expectations() {
        return files("invalid", ".expected.txt");
    }

    /** Gives the file that says what must be said of an invalid policy. */
    static Path expectation(Path policy) {
        return policy.resolveSibling(policy.getFileName().toString().replace(".yaml", ".expected.txt"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
