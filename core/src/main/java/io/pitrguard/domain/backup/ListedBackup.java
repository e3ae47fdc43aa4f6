package io.pitrguard.domain.backup;

import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.TableRef;

/** A backup that AWS lists, and the table that it is of. */
public record ListedBackup(TableRef table, TableBackup backup) {}
