package io.pitrguard.domain.drill;

import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.TableRef;

/**
 * The table that a drill restores, as it was read for the plan.
 *
 * @param tableId AWS's id of the table
 * @param shape its indexes, encryption and size
 * @param keys its key and those of its indexes
 */
public record DrillSource(TableRef table, String tableId, TableShape shape, TableKeys keys) {}
