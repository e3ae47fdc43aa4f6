/** Ends a sweep of a state machine: adds up its parts, sends its digests, and records that they were sent. */
@NullMarked
package io.pitrguard.summary;

import org.jspecify.annotations.NullMarked;
