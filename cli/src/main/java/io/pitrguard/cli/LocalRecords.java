package io.pitrguard.cli;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Keeps records in a folder of this machine, one JSON file each, for accounts without a deployment. A file is always
 * whole: a new one takes its name only when it is written. Nobody overwrites a record that another wrote since it was read.
 *
 * @param <S> a record as it is stored
 */
final class LocalRecords<S> {
    private static final String ENDING = ".json";

    private final Path folder;
    private final String what;
    private final Form<S> form;

    /**
     * How a record becomes the text of a file.
     *
     * @param read of the file's name and text
     * @param version which each write increments
     */
    record Form<S>(Function<S, String> write, BiFunction<String, String, Result<S>> read, ToLongFunction<S> version) {}

    /** All records of the folder, in the order of their ids from the last to the first, and what cannot be understood. */
    record All<S>(List<S> records, List<Cause> problems) {}

    private interface Action<T> {
        Result<T> run() throws IOException;
    }

    /**
     * Keeps them in this folder, which the first write creates.
     *
     * @param what they are, for messages, such as "restores"
     */
    LocalRecords(Path folder, String what, Form<S> form) {
        this.folder = folder;
        this.what = what;
        this.form = form;
    }

    /** Reads the record of an id; empty if there is none. */
    Result<Optional<S>> read(String id) {
        return reading(() -> stored(file(id)));
    }

    private Result<Optional<S>> stored(Path file) throws IOException {
        try {
            return form.read().apply(file.toString(), Files.readString(file)).map(Optional::of);
        } catch (NoSuchFileException none) {
            return new Result.Success<>(Optional.empty());
        }
    }

    /** Reads all records. */
    Result<All<S>> list() {
        return reading(() -> {
            List<S> found = new ArrayList<>();
            List<Cause> problems = new ArrayList<>();
            for (Path file : files().reversed()) {
                switch (stored(file)) {
                    case Result.Success<Optional<S>>(Optional<S> one) -> one.ifPresent(found::add);
                    case Result.Failure<Optional<S>>(Cause cause) -> problems.add(cause);
                }
            }
            return new Result.Success<>(new All<>(found, problems));
        });
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    /** Stores a record that is new; empty if there is one of that id already. */
    Result<Optional<S>> create(String id, S first) {
        return locked(() -> Files.exists(file(id)) ? new Result.Success<>(Optional.empty()) : replaced(id, first));
    }

    /** Stores a record in place of one that was read in this version; empty if somebody else wrote since. */
    Result<Optional<S>> replace(String id, long version, S next) {
        return locked(() -> switch (stored(file(id))) {
            case Result.Failure<Optional<S>> failed -> failed;
            case Result.Success<Optional<S>>(Optional<S> now) ->
                now.filter(each -> form.version().applyAsLong(each) == version).isPresent()
                        ? replaced(id, next)
                        : new Result.Success<>(Optional.empty());
        });
    }

    private Result<Optional<S>> replaced(String id, S next) throws IOException {
        Path written = Files.createTempFile(folder, "record-", ".tmp");
        Files.writeString(written, form.write().apply(next), StandardOpenOption.SYNC);
        Files.move(written, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Result.Success<>(Optional.of(next));
    }

    /** Lets one process write at a time. The folder is for its owner's eyes only. */
    private <T> Result<T> locked(Action<T> action) {
        return reading(() -> {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
            try (FileChannel lock = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                return action.run();
            }
        });
    }

    private <T> Result<T> reading(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            return new Result.Failure<>(new Cause(
                    Cause.Kind.BROKEN,
                    "The folder of " + what + " " + folder + " cannot be used: " + reason(e),
                    Optional.of("Check that it can be read and written, or name another one with --records.")));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "it is a file.";
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied.";
            default -> e + ".";
        };
    }

    private Path file(String id) {
        return folder.resolve(id + ENDING);
    }
}
