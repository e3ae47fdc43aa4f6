/** The settings of a table: what each is worth, how two tables compare, and what copying one does. */
@NullMarked
package io.pitrguard.domain.settings;

import org.jspecify.annotations.NullMarked;
