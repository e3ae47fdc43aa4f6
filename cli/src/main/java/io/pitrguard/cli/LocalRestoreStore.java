package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreDocuments;
import io.pitrguard.port.RestoreStore;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps restores in a folder of this machine, one JSON file each, for accounts without a deployment. A file is always
 * whole: a new one takes its name only when it is written.
 */
final class LocalRestoreStore implements RestoreStore {
    private static final String ENDING = ".json";

    private final Path folder;
    private final RestoreDocuments documents;

    /** Keeps them in this folder, which the first write creates. */
    LocalRestoreStore(Path folder, RestoreDocuments documents) {
        this.folder = folder;
        this.documents = documents;
    }

    private interface Action<T> {
        Result<T> run() throws IOException;
    }

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, RestoreId id) {
        return reading(() -> stored(file(id))
                .map(found -> found.filter(each -> each.record().where().equals(where))));
    }

    private Result<Optional<Stored>> stored(Path file) throws IOException {
        try {
            return documents.read(file.toString(), Files.readString(file)).map(Optional::of);
        } catch (NoSuchFileException none) {
            return new Result.Success<>(Optional.empty());
        }
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        return reading(() -> {
            List<Stored> found = new ArrayList<>();
            List<Cause> problems = new ArrayList<>();
            for (Path file : files()) {
                switch (stored(file)) {
                    case Result.Success<Optional<Stored>>(Optional<Stored> one) ->
                        one.filter(each -> each.record().where().equals(where)).ifPresent(found::add);
                    case Result.Failure<Optional<Stored>>(Cause cause) -> problems.add(cause);
                }
            }
            found.sort(Comparator.comparing((Stored each) -> each.record().id()).reversed());
            return new Result.Success<>(new Listing(found, problems));
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

    @Override
    public Result<Optional<Stored>> create(RestoreRecord record) {
        return locked(() -> {
            if (Files.exists(file(record.id()))) {
                return new Result.Success<>(Optional.empty());
            }
            return replaced(new Stored(record, 1));
        });
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, RestoreRecord next) {
        return locked(() -> switch (stored(file(next.id()))) {
            case Result.Failure<Optional<Stored>> failed -> failed;
            case Result.Success<Optional<Stored>>(Optional<Stored> now) ->
                now.filter(each -> each.version() == read.version()).isPresent()
                        ? replaced(new Stored(next, read.version() + 1))
                        : new Result.Success<>(Optional.empty());
        });
    }

    private Result<Optional<Stored>> replaced(Stored next) throws IOException {
        Path file = file(next.record().id());
        Path written = Files.createTempFile(folder, "restore-", ".tmp");
        Files.writeString(written, documents.write(next), StandardOpenOption.SYNC);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
                    "The folder of restores " + folder + " cannot be used: " + reason(e),
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

    private Path file(RestoreId id) {
        return folder.resolve(id.value() + ENDING);
    }
}
