/** Builds the object graph by hand; with aws, the only place with SDK types. */
@NullMarked
package io.pitrguard.wiring;

import org.jspecify.annotations.NullMarked;
