package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what can be restored of a table.
 *
 * @param backups all backups of tables of that name
 */
record Alternatives(TableRef table, RecoveryState state, List<TableBackup> backups, Instant now) {
    private static final Comparator<TableBackup> NEWEST_FIRST =
            Comparator.comparing(TableBackup::created).reversed();
    private static final int MOST = 5;

    /** Returns the system backups that can be restored, newest first. */
    List<TableBackup> system() {
        return available()
                .filter(backup -> backup.kind() == TableBackup.Kind.SYSTEM)
                .toList();
    }

    /**
     * Returns what is possible, the closest to a moment first: always the ends of the window, and some backups. What cannot be
     * compared comes last.
     */
    List<Alternative> to(RestoreMoment moment) {
        Instant wanted = switch (moment) {
            case RestoreMoment.At(Instant asked) -> asked;
            case RestoreMoment.Latest _ -> now;
        };
        Comparator<Alternative> closest = Comparator.comparing(each ->
                each.moment().map(at -> RestorableTimes.seconds(at, wanted)).orElse(Long.MAX_VALUE));
        List<Alternative> window = window();
        List<Alternative> found = new ArrayList<>(window);
        available()
                .map(this::restored)
                .sorted(closest)
                .limit(MOST - window.size())
                .forEach(found::add);
        found.sort(closest);
        found.add(awsBackup());
        return found;
    }

    private Stream<TableBackup> available() {
        return backups.stream()
                .filter(backup -> backup.status() == TableBackup.Status.AVAILABLE)
                .sorted(NEWEST_FIRST);
    }

    private List<Alternative> window() {
        return switch (state) {
            case RecoveryState.Enabled enabled -> ends(enabled);
            case RecoveryState.Disabled _ -> List.of();
            case RecoveryState.TableGone _ -> List.of();
            case RecoveryState.Unreadable _ -> List.of();
        };
    }

    /** DynamoDB restores to whole seconds: the first whole one of the window, and the last. A window that began just now has none. */
    private static List<Alternative> ends(RecoveryState.Enabled enabled) {
        Optional<Instant> first =
                enabled.earliest().map(at -> at.plusNanos(999_999_999L).truncatedTo(ChronoUnit.SECONDS));
        Optional<Instant> last = enabled.latest().map(at -> at.truncatedTo(ChronoUnit.SECONDS));
        return first.flatMap(from -> last.filter(to -> !from.isAfter(to))
                        .map(to -> List.of(
                                end("The earliest moment of its window", from),
                                end("The latest moment of its window", to))))
                .orElse(List.of());
    }

    private static Alternative end(String what, Instant at) {
        return new Alternative(what, Optional.of(at), Optional.empty());
    }

    private Alternative restored(TableBackup backup) {
        return switch (backup.kind()) {
            case SYSTEM ->
                new Alternative(
                        "The backup that AWS made when a table of this name was deleted",
                        Optional.of(backup.created()),
                        Optional.of("./pitr-guard restore --deleted " + ShellWord.quoted(table.name()) + which(backup)
                                + region()));
            case USER, AWS_BACKUP, UNKNOWN ->
                new Alternative(
                        "The backup " + backup.name(),
                        Optional.of(backup.created()),
                        Optional.of("aws dynamodb restore-table-from-backup --target-table-name NAME --backup-arn "
                                + ShellWord.quoted(backup.arn()) + region()));
        };
    }

    /** Without a moment the newest is restored. */
    private String which(TableBackup backup) {
        boolean newest = system().stream().findFirst().filter(backup::equals).isPresent();
        return newest ? "" : " --at " + backup.created().truncatedTo(ChronoUnit.SECONDS);
    }

    /** DynamoDB does not list the recovery points of AWS Backup, so nobody knows here whether there are any. */
    private Alternative awsBackup() {
        return new Alternative(
                "Recovery points of AWS Backup, if there are any: DynamoDB does not list them",
                Optional.empty(),
                Optional.of("aws backup list-recovery-points-by-resource --resource-arn "
                        + ShellWord.quoted(table.arn()) + region()));
    }

    private String region() {
        return " " + ShellWord.option("--region", table.where().region());
    }
}
