/** The pacer and the workers that use cases share. */
@NullMarked
package io.pitrguard.concurrent;

import org.jspecify.annotations.NullMarked;
