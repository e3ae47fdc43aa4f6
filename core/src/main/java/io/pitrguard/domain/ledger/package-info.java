/** What the ledger knows of a table, and what follows from it for later runs. */
@NullMarked
package io.pitrguard.domain.ledger;

import org.jspecify.annotations.NullMarked;
