/** The part of PartiQL that selects items, translated to what a Scan understands. */
@NullMarked
package io.pitrguard.sandbox.partiql;

import org.jspecify.annotations.NullMarked;
