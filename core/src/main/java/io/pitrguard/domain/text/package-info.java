/** Text that comes from outside: what of it may be shown, and how. */
@NullMarked
package io.pitrguard.domain.text;

import org.jspecify.annotations.NullMarked;
