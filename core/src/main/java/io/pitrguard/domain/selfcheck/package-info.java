/** The components that pitr-guard depends on, and the rules that its self-check judges them by. */
@NullMarked
package io.pitrguard.domain.selfcheck;

import org.jspecify.annotations.NullMarked;
