/** An AWS look-alike on loopback, in process, stricter than public emulators; it depends on nothing of the product. */
@NullMarked
package io.pitrguard.sandbox;

import org.jspecify.annotations.NullMarked;
