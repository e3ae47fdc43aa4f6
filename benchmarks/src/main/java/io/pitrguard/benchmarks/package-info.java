/** Measures pitr-guard as whole processes, side by side with others, against one sandbox. */
@NullMarked
package io.pitrguard.benchmarks;

import org.jspecify.annotations.NullMarked;
