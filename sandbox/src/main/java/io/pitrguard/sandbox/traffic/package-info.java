/** The calls that the sandbox served, and how it answered. */
@NullMarked
package io.pitrguard.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
