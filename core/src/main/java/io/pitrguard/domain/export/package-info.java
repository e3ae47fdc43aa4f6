/** Exports of tables to S3: a moment of a table as files, with the exact number of its items. */
@NullMarked
package io.pitrguard.domain.export;

import org.jspecify.annotations.NullMarked;
