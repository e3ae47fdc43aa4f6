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
     * @param keeper a newer good backup of the same table, which must still exist when this one is deleted
     */
    record Delete(BackupRecord record, String reason, MadeBackup keeper) implements Retention {}

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
        MadeBackup newest = made(newestFirst.getFirst());
        List<Retention> decisions = new ArrayList<>();
        for (BackupProof.Proven each : newestFirst) {
            decisions.add(decide(each, new Rank(decisions.size(), newest), keeping, now));
        }
        return decisions;
    }

    /**
     * A backup's place among the good ones of its table.
     *
     * @param newer how many are newer
     */
    record Rank(int newer, MadeBackup newest) {}

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
                : new Delete(record, "kept until " + second, rank.newest());
    }

    private static MadeBackup made(BackupProof.Proven good) {
        return new MadeBackup(good.backup().arn(), good.backup().created());
    }
}
