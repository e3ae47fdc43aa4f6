/** Restores of whole tables: requests, plans, approvals, progress, and the proof that a table is pitr-guard's own. */
@NullMarked
package io.pitrguard.domain.restore;

import org.jspecify.annotations.NullMarked;
