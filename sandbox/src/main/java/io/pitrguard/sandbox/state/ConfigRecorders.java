package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The configuration recorder of one account and region: at most one. */
public final class ConfigRecorders {

    private static final String DEFAULT = "default";

    private @Nullable Recorder recorder;

    /** Returns a running recorder of all types. */
    public static ConfigRecorders running(AccountRegion location, Instant now) {
        ConfigRecorders recorders = new ConfigRecorders();
        recorders.install(location, now);
        return recorders;
    }

    /** Turns the existing recorder into a running one of all types. */
    public synchronized void install(AccountRegion location, Instant now) {
        RecorderStatus status = RecorderStatus.none().start(now).with(new RecorderStatus.Outcome.Success(now));
        recorder = new Recorder(
                DEFAULT,
                newId(),
                location.configRole(),
                new RecordingGroup.All(false),
                RecordingMode.continuous(),
                status);
    }

    /** Removes it. */
    public synchronized void clear() {
        recorder = null;
    }

    /** Returns the recorder. */
    public synchronized Optional<Recorder> recorder() {
        return Optional.ofNullable(recorder);
    }

    /** Returns the recorder, if that is its name. */
    public Optional<Recorder> recorder(String name) {
        return recorder().filter(one -> one.name().equals(name));
    }

    /** Changes the recorder; returns whether there is one. */
    public synchronized boolean change(UnaryOperator<Recorder> change) {
        if (recorder == null) {
            return false;
        }
        recorder = change.apply(recorder);
        return true;
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** Returns an independent copy. */
    public synchronized ConfigRecorders copy() {
        ConfigRecorders copy = new ConfigRecorders();
        copy.recorder = recorder;
        return copy;
    }
}
