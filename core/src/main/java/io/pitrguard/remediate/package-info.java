/** The use case that changes tables: read, plan, budget, write, verify. */
@NullMarked
package io.pitrguard.remediate;

import org.jspecify.annotations.NullMarked;
