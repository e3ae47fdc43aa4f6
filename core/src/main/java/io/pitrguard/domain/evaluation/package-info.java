/** The decision: one pure function from policy, facts, recovery state and time to a verdict. */
@NullMarked
package io.pitrguard.domain.evaluation;

import org.jspecify.annotations.NullMarked;
