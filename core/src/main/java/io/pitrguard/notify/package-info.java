/** Notifies people, and records what they have been notified of. */
@NullMarked
package io.pitrguard.notify;

import org.jspecify.annotations.NullMarked;
