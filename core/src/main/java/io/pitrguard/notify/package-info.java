/** Decides what people must hear, sends it, finds out whether it was heard, and records that. */
@NullMarked
package io.pitrguard.notify;

import org.jspecify.annotations.NullMarked;
