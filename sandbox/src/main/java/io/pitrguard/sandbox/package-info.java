/** A local AWS emulator on loopback, in process, stricter than public ones; it depends on nothing of the product. */
@NullMarked
package io.pitrguard.sandbox;

import org.jspecify.annotations.NullMarked;
