package io.pitrguard.restore;

import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.SourceFacts;

/**
 * The source of a restore, as it was read.
 *
 * @param from what the table is restored from
 */
record PlanBasis(RestorePoint from, SourceFacts source) {}
