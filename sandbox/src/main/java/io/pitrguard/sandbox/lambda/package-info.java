/** A local Lambda emulator: the Runtime API on loopback, and AWS's own runtime client as a process that polls it. */
@NullMarked
package io.pitrguard.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
