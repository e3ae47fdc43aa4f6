/** The chain of evidence: one record for each sweep, bound to the one before it. */
@NullMarked
package io.pitrguard.domain.evidence;

import org.jspecify.annotations.NullMarked;
