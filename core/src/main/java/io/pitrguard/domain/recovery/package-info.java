/** How a table's restorable window came about, and what was lost of it. */
@NullMarked
package io.pitrguard.domain.recovery;

import org.jspecify.annotations.NullMarked;
