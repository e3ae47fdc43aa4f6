package io.pitrguard.port;

import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One table of {@link InMemoryTables}, as it is now. */
public final class InMemoryTable {
    private static final Duration LAG = Duration.ofMinutes(5);

    TableStatus status = TableStatus.ACTIVE;
    long sizeBytes;
    Optional<Boolean> deletionProtection = Optional.of(false);
    boolean withoutSize;
    Optional<TableDetails.Origin> origin = Optional.empty();
    Optional<TableDetails.Restored> restored = Optional.empty();
    Map<String, String> tags = Map.of();

    @Nullable
    Map<String, String> bulkTags;

    boolean everTagged;
    Instant notReadyUntil = Instant.MIN;
    boolean deaf;
    boolean unlisted;
    boolean withoutBackups;
    private boolean keepsBackups;
    private int staleReads;
    private int hiddenReads;

    @Nullable
    private RecoveryState before;

    private int days;
    private Instant since = Instant.MIN;
    private Duration lag = LAG;

    /** Recovery is on, with a full window. */
    public InMemoryTable enabled(int period, Instant now) {
        days = period;
        since = now.minus(Duration.ofDays(period));
        return this;
    }

    /** Recovery is off. */
    public InMemoryTable disabled() {
        days = 0;
        return this;
    }

    /** The latest restore point is that old. */
    public InMemoryTable lag(Duration newLag) {
        lag = newLag;
        return this;
    }

    /** A restore made it. */
    public InMemoryTable restored(TableDetails.Origin which, TableDetails.Restored restore) {
        origin = Optional.of(which);
        restored = Optional.of(restore);
        return this;
    }

    /** Sets the status. */
    public InMemoryTable status(TableStatus newStatus) {
        status = newStatus;
        return this;
    }

    /** Sets the size, local secondary indexes included. */
    public InMemoryTable size(long bytes) {
        sizeBytes = bytes;
        return this;
    }

    /** Sets deletion protection. */
    public InMemoryTable deletionProtection(boolean on) {
        deletionProtection = Optional.of(on);
        return this;
    }

    /** AWS leaves deletion protection out of the description. */
    public InMemoryTable withoutDeletionProtection() {
        deletionProtection = Optional.empty();
        return this;
    }

    /** AWS leaves the size out of the description. */
    public InMemoryTable withoutSize() {
        withoutSize = true;
        return this;
    }

    /** Replaces all tags. */
    public InMemoryTable tags(Map<String, String> newTags) {
        tags = Map.copyOf(newTags);
        everTagged |= !tags.isEmpty();
        return this;
    }

    /** From now on the bulk index keeps showing the tags of this moment. */
    public InMemoryTable bulkTagsLagBehind() {
        bulkTags = tags;
        return this;
    }

    /** The bulk index shows the tags of a former table of this name. */
    public InMemoryTable bulkTags(Map<String, String> former) {
        bulkTags = Map.copyOf(former);
        return this;
    }

    /** Changes are answered with "not yet" until that moment. */
    public InMemoryTable notReadyUntil(Instant moment) {
        notReadyUntil = moment;
        return this;
    }

    /** Changes are accepted and have no effect. */
    public InMemoryTable acceptsAndIgnores() {
        deaf = true;
        return this;
    }

    /** Lists leave the table out although it exists. */
    public InMemoryTable unlisted() {
        unlisted = true;
        return this;
    }

    /** The first reads after a change show the state before it. */
    public InMemoryTable staleReads(int reads) {
        staleReads = reads;
        return this;
    }

    /** Reads show the last change now. */
    public InMemoryTable caughtUp() {
        hiddenReads = 0;
        return this;
    }

    /** AWS archived the table and still shows its backups. */
    public InMemoryTable archivedWithBackups() {
        keepsBackups = true;
        return status(TableStatus.ARCHIVED);
    }

    /** AWS describes the table, but knows no backups of it. */
    public InMemoryTable withoutBackups() {
        withoutBackups = true;
        return this;
    }

    /** The period in days; empty while recovery is off. */
    public OptionalInt days() {
        return days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
    }

    void enable(int period, Instant now) {
        before = state(now);
        hiddenReads = staleReads;
        since = days == 0 ? now : later(since, now.minus(Duration.ofDays(days)));
        days = period;
    }

    /** What a read shows. */
    RecoveryState read(Instant now) {
        if (hiddenReads > 0 && before != null) {
            hiddenReads--;
            return before;
        }
        return state(now);
    }

    private RecoveryState state(Instant now) {
        if (withoutBackups || (status == TableStatus.ARCHIVED && !keepsBackups)) {
            return new RecoveryState.TableGone();
        }
        return days == 0
                ? new RecoveryState.Disabled()
                : new RecoveryState.Enabled(
                        OptionalInt.of(days),
                        Optional.of(later(since, now.minus(Duration.ofDays(days)))),
                        Optional.of(later(since, now.minus(lag))));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
