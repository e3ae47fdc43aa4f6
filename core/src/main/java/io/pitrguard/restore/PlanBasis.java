package io.pitrguard.restore;

import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.SourceFacts;

/**
 * What was found out of the source.
 *
 * @param from what the table is restored from
 */
record PlanBasis(RestorePoint from, SourceFacts source) {}
