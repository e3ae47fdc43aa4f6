/** The use case that reads and judges: one sweep over all tables of an account and region. */
@NullMarked
package io.pitrguard.check;

import org.jspecify.annotations.NullMarked;
