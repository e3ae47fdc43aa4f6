/** Checks what pitr-guard itself depends on, and reports blind spots. */
@NullMarked
package io.pitrguard.selfcheck;

import org.jspecify.annotations.NullMarked;
