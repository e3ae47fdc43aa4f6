/** Answers AWS Config: judges tables for a custom rule and reports the evaluations. */
@NullMarked
package io.pitrguard.configrule;

import org.jspecify.annotations.NullMarked;
