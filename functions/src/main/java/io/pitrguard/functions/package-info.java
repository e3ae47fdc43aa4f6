/** Lambda entry points: parse, call one use case, answer. */
@NullMarked
package io.pitrguard.functions;

import org.jspecify.annotations.NullMarked;
