package io.pitrguard.sandbox.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** This JVM's file of recorded calls: each call once, and each at once, because a JVM may be killed. */
final class CallFile {
    private final Path file;
    private final Set<RecordedCall> known = ConcurrentHashMap.newKeySet();

    private CallFile(Path folder) {
        try {
            file = Files.createDirectories(folder).resolve(UUID.randomUUID() + ".tsv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the file in the folder that the build names; empty where it names none. */
    static Optional<CallFile> ofThisBuild() {
        return Optional.ofNullable(System.getProperty(CallRecorder.FOLDER))
                .map(folder -> new CallFile(Path.of(folder)));
    }

    void add(RecordedCall call) {
        if (known.add(call)) {
            write(call.line());
        }
    }

    private synchronized void write(String line) {
        try {
            Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
