/** Sweeps many accounts and regions: which of them, one sweep for each, and one result. */
@NullMarked
package io.pitrguard.organization;

import org.jspecify.annotations.NullMarked;
