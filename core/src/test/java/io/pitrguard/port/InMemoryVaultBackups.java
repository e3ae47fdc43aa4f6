package io.pitrguard.port;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** AWS Backup in memory, as far as the port shows. */
public final class InMemoryVaultBackups implements VaultBackups {
    private final Map<TableRef, List<RecoveryPoint>> points = new HashMap<>();
    private final Map<TableRef, List<VaultRestore>> restores = new HashMap<>();

    /** Adds a recovery point. */
    public void add(TableRef table, RecoveryPoint point) {
        points.computeIfAbsent(table, _ -> new ArrayList<>()).add(point);
    }

    /** Adds a restore. */
    public void add(TableRef table, VaultRestore restore) {
        restores.computeIfAbsent(table, _ -> new ArrayList<>()).add(restore);
    }

    @Override
    public Result<List<RecoveryPoint>> points(TableRef table) {
        return new Result.Success<>(points.getOrDefault(table, List.of()).stream()
                .sorted(Comparator.comparing(RecoveryPoint::created).reversed())
                .toList());
    }

    @Override
    public Result<List<VaultRestore>> restores(TableRef table) {
        return new Result.Success<>(restores.getOrDefault(table, List.of()).stream()
                .sorted(Comparator.comparing(VaultRestore::created).reversed())
                .toList());
    }
}
