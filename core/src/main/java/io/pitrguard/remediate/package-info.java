/** The use case that changes tables: read, plan, cap, write, verify. */
@NullMarked
package io.pitrguard.remediate;

import org.jspecify.annotations.NullMarked;
