package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.port.Result;
import java.util.Optional;

/** Stores the evidence of a drill that is over. Whoever is killed after it may store it once more. */
@FunctionalInterface
public interface DrillRecorder {
    /** Stores none: there is no bucket for evidence. */
    DrillRecorder NONE = _ -> new Result.Success<>(Optional.empty());

    /** Stores the evidence; empty if there is no bucket for it. */
    Result<Optional<DrillEvidenceLink>> record(DrillRecord drill);
}
