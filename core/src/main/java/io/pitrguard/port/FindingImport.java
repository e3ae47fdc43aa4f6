package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Optional;

/** A security console that takes findings. Never throws for what AWS answers. */
public interface FindingImport {
    /** The most findings of a request. */
    int MOST_FINDINGS = 100;

    /**
     * Creates findings, or updates those of the same ids.
     *
     * @param findings at most {@link #MOST_FINDINGS}
     * @return for each of them why it was not taken, empty if it was
     */
    List<Optional<Cause>> send(List<TableFinding> findings);
}
