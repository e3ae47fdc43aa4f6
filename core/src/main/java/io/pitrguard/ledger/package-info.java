/** Use cases of the product's memory: the session of a run, acknowledging, history. */
@NullMarked
package io.pitrguard.ledger;

import org.jspecify.annotations.NullMarked;
