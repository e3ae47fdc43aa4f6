/** Decides which tables a sweep must read, where each table is read at least once in some hours. */
@NullMarked
package io.pitrguard.domain.rotation;

import org.jspecify.annotations.NullMarked;
