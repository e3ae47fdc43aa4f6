/** Adapters to AWS; with wiring, the only place with SDK types. */
@NullMarked
package io.pitrguard.aws;

import org.jspecify.annotations.NullMarked;
