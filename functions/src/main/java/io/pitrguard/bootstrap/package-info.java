/** Settings from the environment, and the object graph built by hand. */
@NullMarked
package io.pitrguard.bootstrap;

import org.jspecify.annotations.NullMarked;
