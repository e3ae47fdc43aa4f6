package io.pitrguard.cli;

import io.pitrguard.config.Prices;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.report.Runbook;
import io.pitrguard.report.RunbookFlow;
import io.pitrguard.report.RunbookTable;
import io.pitrguard.settings.SettingsReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a runbook tells of a table. What cannot be read is in the runbook. */
final class RunbookReader {
    private final TableRef table;
    private final TableRestores restores;
    private final SettingsReader settings;
    private final List<String> problems = new ArrayList<>();
    private final Result<DescribedTable> described;

    /** Which table is made, and when AWS was read. */
    private record At(TableRef target, Instant now) {}

    /** Reads one table. */
    RunbookReader(TableRef table, TableRestores restores, SettingsReader settings) {
        this.table = table;
        this.restores = restores;
        this.settings = settings;
        this.described = restores.describe(table);
    }

    /** Whether no table has the name; not where that cannot be read. */
    boolean isGone() {
        return described instanceof Result.Success<DescribedTable>(DescribedTable found)
                && found instanceof DescribedTable.Gone;
    }

    /**
     * Reads a table.
     *
     * @param region the region of the restored table
     */
    RunbookTable read(RunbookFlow flow, String region, Instant now) {
        // The settings of a table that exists are known best now, before anybody deletes it.
        boolean exists = described
                .success()
                .filter(DescribedTable.Present.class::isInstance)
                .isPresent();
        return flow == RunbookFlow.DELETED_TABLE && !exists ? deleted(now) : existing(flow, region, now);
    }

    private RunbookTable existing(RunbookFlow flow, String region, Instant now) {
        Optional<TableShape> shape = value(described)
                .flatMap(found -> found instanceof DescribedTable.Present present
                        ? Optional.of(present.description().shape())
                        : Optional.empty());
        RecoveryState recovery = restores.recovery(table);
        KnownSettings known = settings.existing(table);
        return table(shape, recovery, Optional.empty(), known, new At(Runbook.target(flow, table, region), now));
    }

    private RunbookTable deleted(Instant now) {
        Optional<TableBackup> backup = value(restores.backups(table)).stream()
                .flatMap(List::stream)
                .filter(each -> each.kind() == TableBackup.Kind.SYSTEM)
                .findFirst();
        if (backup.isEmpty()) {
            problems.add(
                    "AWS lists no backup that it made when the table was deleted. It makes one only of tables with point-in-time recovery, and keeps it for 35 days.");
        }
        Optional<TableShape> shape = backup.flatMap(found -> value(restores.backup(table.where(), found.arn())))
                .flatMap(found -> found)
                .map(description -> description.facts());
        KnownSettings known = settings.deleted(table, backup.map(TableBackup::arn), Optional.empty());
        return table(shape, new RecoveryState.TableGone(), backup, known, new At(table, now));
    }

    private RunbookTable table(
            Optional<TableShape> shape,
            RecoveryState recovery,
            Optional<TableBackup> backup,
            KnownSettings known,
            At at) {
        RestoreCost cost = shape.map(facts -> Prices.restores().estimate(table, at.target(), facts, true))
                .orElseGet(() -> new RestoreCost.Unknown("The size of the table is not known."));
        return new RunbookTable(
                table,
                shape,
                recovery,
                backup,
                known,
                cost,
                problems,
                at.now(),
                new RestoreTimes(ZoneId.systemDefault()));
    }

    private <T> Optional<T> value(Result<T> result) {
        result.failure().ifPresent(cause -> problems.add(cause.message()));
        return result.success();
    }
}
