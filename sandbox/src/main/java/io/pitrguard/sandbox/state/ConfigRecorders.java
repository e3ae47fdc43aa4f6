package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The configuration recorder and the delivery channel of one account and region: at most one of each. */
public final class ConfigRecorders {

    private static final String DEFAULT = "default";

    private @Nullable Recorder recorder;
    private @Nullable DeliveryChannel channel;

    /** A running recorder of all types with a delivery channel. */
    public static ConfigRecorders running(Place place, Instant now) {
        ConfigRecorders recorders = new ConfigRecorders();
        recorders.install(place, now);
        return recorders;
    }

    /** Makes what is there a running recorder of all types with a delivery channel. */
    public synchronized void install(Place place, Instant now) {
        RecorderStatus status = RecorderStatus.none().start(now).with(new RecorderStatus.Outcome.Success(now));
        recorder = new Recorder(
                DEFAULT,
                newId(),
                place.configRole(),
                new RecordingGroup.All(false),
                RecordingMode.continuous(),
                status);
        String bucket = "config-bucket-" + place.account();
        channel = new DeliveryChannel(DEFAULT, "{\"name\":\"default\",\"s3BucketName\":\"" + bucket + "\"}");
    }

    /** Removes both. */
    public synchronized void clear() {
        recorder = null;
        channel = null;
    }

    /** The recorder. */
    public synchronized Optional<Recorder> recorder() {
        return Optional.ofNullable(recorder);
    }

    /** The recorder, if that is its name. */
    public Optional<Recorder> recorder(String name) {
        return recorder().filter(one -> one.name().equals(name));
    }

    /** Puts a recorder in the place of the one that is there. */
    public synchronized void put(Recorder newRecorder) {
        recorder = newRecorder;
    }

    /** Changes the recorder; answers whether there is one. */
    public synchronized boolean change(UnaryOperator<Recorder> change) {
        if (recorder == null) {
            return false;
        }
        recorder = change.apply(recorder);
        return true;
    }

    /** Deletes the recorder; the channel and what was recorded stay. */
    public synchronized void delete() {
        recorder = null;
    }

    /** The delivery channel. */
    public synchronized Optional<DeliveryChannel> channel() {
        return Optional.ofNullable(channel);
    }

    /** Puts a channel in the place of the one that is there; null for none. */
    public synchronized void channel(@Nullable DeliveryChannel newChannel) {
        channel = newChannel;
    }

    /** What the ARN of a new recorder ends with. */
    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** The same content, which then goes its own way. */
    public synchronized ConfigRecorders copy() {
        ConfigRecorders copy = new ConfigRecorders();
        copy.recorder = recorder;
        copy.channel = channel;
        return copy;
    }
}
