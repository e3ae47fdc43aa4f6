package io.pitrguard.domain.backup;

import io.pitrguard.domain.policy.BackupRequirement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether a backup that pitr-guard made may be deleted. */
public sealed interface Retention {
    /** It stays. */
    record Keep(BackupRecord record, String reason) implements Retention {}

    /**
     * It may be deleted.
     *
     * @param keepers newer good backups of the same table, which must still exist when this one is deleted: the newest
     *     first, and as many as the policy keeps in any case
     */
    record Delete(BackupRecord record, String reason, List<MadeBackup> keepers) implements Retention {
        public Delete {
            keepers = List.copyOf(keepers);
            if (keepers.isEmpty()) {
                throw new IllegalArgumentException("the last good backup of a table is never deleted");
            }
        }
    }

    /**
     * Decides about all good backups of one table: those of one table id.
     *
     * @param good at least one, in any order
     * @return in the order of age, the newest first
     */
    static List<Retention> of(List<BackupProof.Proven> good, Keeping keeping, Instant now) {
        List<BackupProof.Proven> newestFirst = good.stream()
                .sorted(Comparator.comparing(
                                (BackupProof.Proven each) -> each.backup().created())
                        .thenComparing(each -> each.backup().arn())
                        .reversed())
                .toList();
        List<MadeBackup> keepers = newestFirst.stream()
                .limit(
                        keeping instanceof Keeping.Asked asked
                                ? asked.requirement().keepLast()
                                : 1)
                .map(Retention::made)
                .toList();
        List<Retention> decisions = new ArrayList<>();
        for (BackupProof.Proven each : newestFirst) {
            decisions.add(decide(each, new Rank(decisions.size(), keepers), keeping, now));
        }
        return decisions;
    }

    /**
     * A backup's place among the good ones of its table.
     *
     * @param newer how many are newer
     */
    record Rank(int newer, List<MadeBackup> keepers) {
        public Rank {
            keepers = List.copyOf(keepers);
        }
    }

    private static Retention decide(BackupProof.Proven good, Rank rank, Keeping keeping, Instant now) {
        BackupRecord record = good.record();
        if (rank.newer() == 0) {
            return new Keep(record, "the newest good backup of the table");
        }
        return switch (keeping) {
            case Keeping.NotKnown(var cause) -> new Keep(record, "which rule applies is not known: " + cause.message());
            case Keeping.NotAsked _ ->
                record.keepUntil()
                        .map(until -> until(record, until, rank, now))
                        .orElseGet(() -> new Keep(record, "no rule of the policy limits its age"));
            case Keeping.Asked(String _, BackupRequirement asked) ->
                rank.newer() < asked.keepLast()
                        ? new Keep(record, "one of the newest " + asked.keepLast() + " good backups of the table")
                        : byAge(good, asked, rank, now);
        };
    }

    private static Retention byAge(BackupProof.Proven good, BackupRequirement asked, Rank rank, Instant now) {
        BackupRecord record = good.record();
        return record.keepUntil()
                .or(() -> asked.keepFor().map(good.backup().created()::plus))
                .map(until -> until(record, until, rank, now))
                .orElseGet(() -> new Keep(record, "its rule has no keepFor"));
    }

    private static Retention until(BackupRecord record, Instant until, Rank rank, Instant now) {
        Instant second = until.truncatedTo(ChronoUnit.SECONDS);
        return now.isBefore(until)
                ? new Keep(record, "kept until " + second)
                : new Delete(record, "kept until " + second, rank.keepers());
    }

    private static MadeBackup made(BackupProof.Proven good) {
        return new MadeBackup(good.backup().arn(), good.backup().created());
    }
}
