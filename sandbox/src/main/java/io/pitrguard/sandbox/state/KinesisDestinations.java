package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Kinesis data streams that a table writes to, or wrote to: one at most is active; disabled ones are still listed.
 *
 * @param all the latest first
 */
public record KinesisDestinations(List<Destination> all) {

    /** The table never had one. */
    public static final KinesisDestinations NONE = new KinesisDestinations(List.of());

    /**
     * One of them.
     *
     * @param status {@code ACTIVE}, {@code DISABLED} or {@code ENABLE_FAILED}
     * @param precision {@code MILLISECOND} or {@code MICROSECOND}
     * @param settled when it begins to show that status
     */
    public record Destination(String streamArn, String status, String precision, Instant settled) {

        /** The status of one that items are written to. */
        public static final String ACTIVE = "ACTIVE";

        /** The status of one that no items are written to any more. */
        public static final String DISABLED = "DISABLED";

        /** Returns whether items are, or soon will be, written to it. */
        public boolean active() {
            return status.equals(ACTIVE);
        }

        /** Returns the status at a moment, one of change included. */
        public String statusAt(Instant now) {
            if (!now.isBefore(settled)) {
                return status;
            }
            return status.equals(DISABLED) ? "DISABLING" : "ENABLING";
        }
    }

    /** Copies. */
    public KinesisDestinations {
        all = List.copyOf(all);
    }

    /** Returns the one that a stream is named by. */
    public Optional<Destination> of(String streamArn) {
        return all.stream().filter(one -> one.streamArn().equals(streamArn)).findFirst();
    }

    /** Returns the one that items are written to. */
    public Optional<Destination> active() {
        return all.stream().filter(Destination::active).findFirst();
    }

    /** Returns a copy with a destination instead of the one with the same stream. */
    public KinesisDestinations with(Destination destination) {
        List<Destination> changed = new ArrayList<>(all);
        changed.removeIf(old -> old.streamArn().equals(destination.streamArn()));
        changed.addFirst(destination);
        return new KinesisDestinations(changed);
    }
}
