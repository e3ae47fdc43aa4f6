package io.pitrguard.cli;

import io.pitrguard.domain.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a report to a file, whole or not at all; {@code -} is standard output. */
final class ReportFile {
    private ReportFile() {}

    /** Whether the file stands for standard output. */
    static boolean isStandardOutput(@Nullable Path file) {
        return file != null && file.toString().equals("-");
    }

    /**
     * Checks that the file can be written, before anything else takes time.
     *
     * @throws CommandFailure if it cannot be
     */
    static void check(Path file) {
        if (isStandardOutput(file)) {
            return;
        }
        Path folder = folder(file);
        if (Files.isDirectory(file)) {
            throw new CommandFailure("could not write %s: it is a folder. Name a file.".formatted(shown(file)));
        }
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("could not write %s: there is no folder %s. Create it, or name another file."
                    .formatted(shown(file), shown(folder)));
        }
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new CommandFailure(
                    "could not write %s: access denied. Name a file that you may write.".formatted(shown(file)));
        }
    }

    /**
     * Writes the file; an existing one stays if that fails.
     *
     * @throws CommandFailure if it fails
     */
    static void write(Path file, byte[] content) {
        try {
            // Not a temporary file: those only their owner may read.
            Path part = folder(file).resolve(".pitr-guard-" + UUID.randomUUID() + ".part");
            try {
                Files.write(part, content, StandardOpenOption.CREATE_NEW);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CommandFailure("could not write %s: %s".formatted(shown(file), why(e)));
        }
    }

    /** Writes to an output of text. */
    static void write(PrintWriter out, byte[] content) {
        PrintWriter raw = PrintableWriter.raw(out);
        raw.print(new String(content, StandardCharsets.UTF_8));
        raw.flush();
    }

    private static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "access denied. Name a file that you may write.";
            case NoSuchFileException _ -> "its folder does not exist.";
            default -> Printable.line(String.valueOf(e.getMessage()));
        };
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static String shown(Path file) {
        return Printable.line(file.toString());
    }
}
