/** The command line: the same use cases as the functions, from a terminal. */
@NullMarked
package io.pitrguard.cli;

import org.jspecify.annotations.NullMarked;
