/** Reads a policy file: YAML in, a valid policy or all its errors out. */
@NullMarked
package io.pitrguard.config.policy;

import org.jspecify.annotations.NullMarked;
