/** Faults that a test injects into the sandbox's answers. */
@NullMarked
package io.pitrguard.sandbox.fault;

import org.jspecify.annotations.NullMarked;
