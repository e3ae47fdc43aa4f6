/** Takes, lists and deletes on-demand backups. */
@NullMarked
package io.pitrguard.backup;

import org.jspecify.annotations.NullMarked;
