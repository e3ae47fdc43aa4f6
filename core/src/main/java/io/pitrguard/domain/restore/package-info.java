/** Restores of whole tables: what is asked, planned, approved, done, and proven to be pitr-guard's own. */
@NullMarked
package io.pitrguard.domain.restore;

import org.jspecify.annotations.NullMarked;
