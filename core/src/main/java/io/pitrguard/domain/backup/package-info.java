/** On-demand backups that pitr-guard makes: their records, when one is due, and which may be deleted. */
@NullMarked
package io.pitrguard.domain.backup;

import org.jspecify.annotations.NullMarked;
