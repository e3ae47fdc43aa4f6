/** The policy: rules tried in order, what they require, which tables they exempt, and the change budget. */
@NullMarked
package io.pitrguard.domain.policy;

import org.jspecify.annotations.NullMarked;
