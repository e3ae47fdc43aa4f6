/** What would make a table compliant, what that costs, and how an attempt at it ended. */
@NullMarked
package io.pitrguard.domain.remediation;

import org.jspecify.annotations.NullMarked;
