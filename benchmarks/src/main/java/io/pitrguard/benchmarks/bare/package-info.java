/** The function that a cold start is compared with; packaged alone. */
@NullMarked
package io.pitrguard.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
