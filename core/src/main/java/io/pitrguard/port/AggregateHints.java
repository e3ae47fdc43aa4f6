package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What AWS Config recorded of the tables of many accounts and regions, asked at once. It is minutes to a day old and knows
 * neither periods nor windows: a hint where to look first, never a verdict. Never throws for what AWS answers.
 */
public interface AggregateHints {
    /**
     * Reads a page of where tables are whose recovery was recorded as off, one entry for each table, those recorded last
     * first; the first page when the token is empty.
     */
    Result<Page<List<AccountRegion>>> off(Optional<String> token);

    /** Reads a page of where tables are that are new or changed in any way since a moment, in the same order. */
    Result<Page<List<AccountRegion>>> changed(Instant since, Optional<String> token);
}
