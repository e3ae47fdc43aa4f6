package io.pitrguard.port;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Stores of which problems with backups people have been notified. Never throws for what AWS answers. */
public interface BackupNotices {
    /** Reads it; {@link NotifiedState#nothing} if that was never stored. */
    Result<NotifiedState<String>> read(AccountRegion where);

    /** Stores it; returns why that failed, empty if it did not. */
    Optional<Cause> write(AccountRegion where, NotifiedState<String> notified);
}
