/** What pitr-guard knows of a table: who it is, its recovery state, its tags and its description. */
@NullMarked
package io.pitrguard.domain.table;

import org.jspecify.annotations.NullMarked;
