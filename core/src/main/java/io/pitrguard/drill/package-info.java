/** Use cases of drills: planning, carrying on, checking, cleaning up, choosing what is due, and reports. */
@NullMarked
package io.pitrguard.drill;

import org.jspecify.annotations.NullMarked;
