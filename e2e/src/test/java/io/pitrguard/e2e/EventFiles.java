package io.pitrguard.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The files under {@code events/}, and the lines with their expected outcomes. */
final class EventFiles {
    private static final Path FOLDER = Repository.ROOT.resolve("events");

    private EventFiles() {}

    /** Returns the names of a folder's files: also those that no test names. */
    static List<String> in(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String folder, String file) {
        return text(folder + "/" + file);
    }

    /** Returns the cells of the line that begins with a file's name, stripped; empty ones at the end as well. */
    static List<String> answer(String csv, String file) {
        return text(csv)
                .lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .filter(cells -> cells.getFirst().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Say in events/" + csv + " what is to come of " + file));
    }

    private static String text(String path) {
        try {
            return Files.readString(FOLDER.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
