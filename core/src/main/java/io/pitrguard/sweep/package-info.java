/** Reads a fleet at the pace that AWS allows, judges it, and remediates within the change budget. */
@NullMarked
package io.pitrguard.sweep;

import org.jspecify.annotations.NullMarked;
