package io.pitrguard.export;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.VaultBackups;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what was kept of a table beside its backups: exports, audit tables and, if asked, recovery points of AWS Backup.
 *
 * @param stores those that may have audit tables
 * @param vaults empty unless AWS Backup is asked
 */
public record EarlierCopies(TableExports exports, List<RestoreStore> stores, Optional<VaultBackups> vaults) {
    /** Describing an export takes a call. */
    private static final int MOST_EXPORTS = 50;

    private static final int MOST_SHOWN = 3;

    public EarlierCopies {
        stores = List.copyOf(stores);
    }

    /**
     * What there is.
     *
     * @param alternatives the closest to the moment first
     * @param unread what could not be read, so that there may be more
     */
    public record Found(List<Alternative> alternatives, List<Cause> unread) {
        public Found {
            alternatives = List.copyOf(alternatives);
            unread = List.copyOf(unread);
        }
    }

    /** Finds what is closest to a moment of a table: a few of each kind. */
    public Found near(TableRef table, RestoreMoment moment, Instant now) {
        Instant wanted = switch (moment) {
            case RestoreMoment.At(Instant at) -> at;
            case RestoreMoment.Latest _ -> now;
        };
        Comparator<Alternative> closest = Comparator.comparing(each ->
                Duration.between(each.moment().orElse(Instant.EPOCH), wanted).abs());
        List<Cause> unread = new ArrayList<>();
        List<List<Alternative>> kinds =
                List.of(exports(table, unread), auditTables(table, unread), recoveryPoints(table, unread));
        return new Found(
                kinds.stream()
                        .flatMap(kind -> kind.stream().sorted(closest).limit(MOST_SHOWN))
                        .sorted(closest)
                        .toList(),
                unread);
    }

    /** Returns the newest complete exports that AWS still knows. */
    private List<Alternative> exports(TableRef table, List<Cause> unread) {
        List<Alternative> found = new ArrayList<>();
        List<String> arns = value(exports.list(table), unread, List.of()).stream()
                .filter(export -> export.status() == TableExport.Status.COMPLETED)
                .map(TableExport::arn)
                .sorted(Comparator.reverseOrder())
                .limit(MOST_EXPORTS)
                .toList();
        for (String arn : arns) {
            value(exports.describe(table.where(), arn), unread, Optional.empty())
                    .filter(export -> export.moment().isPresent())
                    .ifPresent(export -> found.add(new Alternative(
                            "An export",
                            export.moment(),
                            Optional.of("./pitr-guard export status " + ShellWord.quoted(arn)))));
        }
        return found;
    }

    private List<Alternative> auditTables(TableRef table, List<Cause> unread) {
        List<Alternative> found = new ArrayList<>();
        for (RestoreStore store : stores) {
            RestoreStore.Listing listing =
                    value(store.list(table.where()), unread, new RestoreStore.Listing(List.of(), List.of()));
            unread.addAll(listing.problems());
            listing.records().stream()
                    .map(RestoreStore.Stored::record)
                    .filter(record -> record.plan().sourceTable().equals(table)
                            && record.state() instanceof RestoreState.Completed)
                    .forEach(record ->
                            record.plan().request().audit().ifPresent(terms -> found.add(auditTable(record, terms))));
        }
        return found;
    }

    private static Alternative auditTable(RestoreRecord record, AuditTerms terms) {
        TableRef target = record.plan().target();
        return new Alternative(
                "The audit table %s, kept until %s".formatted(target.name(), terms.until()),
                Optional.of(record.plan().from().moment()),
                Optional.of(RestoreCommands.describe(target)));
    }

    private List<Alternative> recoveryPoints(TableRef table, List<Cause> unread) {
        if (vaults.isEmpty()) {
            return List.of();
        }
        return value(vaults.get().points(table), unread, List.of()).stream()
                .filter(point -> point.status() == RecoveryPoint.Status.COMPLETED)
                .map(point -> new Alternative(
                        "A recovery point of AWS Backup in the vault " + point.vault(),
                        Optional.of(point.created()),
                        Optional.of("aws backup describe-recovery-point "
                                + ShellWord.option("--backup-vault-name", point.vault()) + " "
                                + ShellWord.option("--recovery-point-arn", point.arn()) + " "
                                + ShellWord.option("--region", table.where().region()))))
                .toList();
    }

    private static <T> T value(Result<T> read, List<Cause> unread, T otherwise) {
        return switch (read) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T>(Cause cause) -> {
                unread.add(cause);
                yield otherwise;
            }
        };
    }
}
