/** What is said about a table: violations that make it non-compliant, and notices that do not. */
@NullMarked
package io.pitrguard.domain.finding;

import org.jspecify.annotations.NullMarked;
