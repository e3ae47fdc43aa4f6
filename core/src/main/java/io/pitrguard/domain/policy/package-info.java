/** The policy: rules tried in order, what they ask, whom they exempt, and the caps on change. */
@NullMarked
package io.pitrguard.domain.policy;

import org.jspecify.annotations.NullMarked;
