/** What pitr-guard needs around it to see tables change and to be heard, and how each of it was found: its self-check. */
@NullMarked
package io.pitrguard.domain.selfcheck;

import org.jspecify.annotations.NullMarked;
