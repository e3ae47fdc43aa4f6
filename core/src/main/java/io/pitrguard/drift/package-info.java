/** Reacts to one call that may have changed what a table has. */
@NullMarked
package io.pitrguard.drift;

import org.jspecify.annotations.NullMarked;
