/** Wire views: what is written out as JSON and mail. */
@NullMarked
package io.pitrguard.report;

import org.jspecify.annotations.NullMarked;
