/** Drills: restores on a schedule that prove that tables can be restored, what they check, and what they came to. */
@NullMarked
package io.pitrguard.domain.drill;

import org.jspecify.annotations.NullMarked;
