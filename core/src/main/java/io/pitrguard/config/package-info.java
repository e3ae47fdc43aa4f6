/** Reads settings, rule parameters and the price list. */
@NullMarked
package io.pitrguard.config;

import org.jspecify.annotations.NullMarked;
