/** Lambda entry points: parse, call one use case, answer. */
@NullMarked
package io.pitrguard.lambda;

import org.jspecify.annotations.NullMarked;
