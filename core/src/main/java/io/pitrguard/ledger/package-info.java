/** Reads and records what pitr-guard knows of tables: the session of a run, sent notifications, acknowledgements. */
@NullMarked
package io.pitrguard.ledger;

import org.jspecify.annotations.NullMarked;
