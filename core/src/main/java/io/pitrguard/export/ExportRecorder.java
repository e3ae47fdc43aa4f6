package io.pitrguard.export;

import io.pitrguard.domain.export.ExportResult;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Result;
import java.util.Optional;

/** Stores the evidence of an export that is over. */
@FunctionalInterface
public interface ExportRecorder {
    /** Stores none: there is no bucket for evidence. */
    ExportRecorder NONE = (_, _) -> new Result.Success<>(Optional.empty());

    /**
     * Stores the evidence.
     *
     * @param where the account and region of the table
     * @return the number of its record in the chain; empty if there is no bucket for it
     */
    Result<Optional<Long>> record(AccountRegion where, ExportResult result);
}
