/** Keeps the report of each sweep as evidence, and checks that it is still what it was. */
@NullMarked
package io.pitrguard.evidence;

import org.jspecify.annotations.NullMarked;
