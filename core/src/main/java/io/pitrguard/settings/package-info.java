/** Reads the settings of tables, compares them, and copies them from one table to another, one write at a time. */
@NullMarked
package io.pitrguard.settings;

import org.jspecify.annotations.NullMarked;
