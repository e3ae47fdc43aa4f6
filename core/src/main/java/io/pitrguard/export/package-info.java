/** Exports a moment of a table to S3, for auditors. */
@NullMarked
package io.pitrguard.export;

import org.jspecify.annotations.NullMarked;
