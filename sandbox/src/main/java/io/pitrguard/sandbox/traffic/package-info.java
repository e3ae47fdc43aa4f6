/** What was asked of the sandbox and how it answered. */
@NullMarked
package io.pitrguard.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
