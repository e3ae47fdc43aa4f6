/** What pitr-guard remembers of a table, and what follows from it: pure, no storage. */
@NullMarked
package io.pitrguard.domain.ledger;

import org.jspecify.annotations.NullMarked;
