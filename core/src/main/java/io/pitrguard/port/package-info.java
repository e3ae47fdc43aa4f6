/** The interfaces that use cases need, one per boundary. */
@NullMarked
package io.pitrguard.port;

import org.jspecify.annotations.NullMarked;
