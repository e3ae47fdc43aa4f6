package io.pitrguard.export;

import io.pitrguard.domain.export.BucketLock;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.OptionalLong;

/** Whether a moment of a table can be exported. */
public sealed interface ExportPlan {
    /**
     * It can.
     *
     * @param sizeBytes of the table, up to six hours old; AWS charges by it
     * @param lock whether the bucket keeps the files from being deleted
     */
    record Ready(ExportOrder order, OptionalLong sizeBytes, Result<BucketLock> lock) implements ExportPlan {}

    /**
     * It cannot.
     *
     * @param alternatives what else there is of the table, the closest first
     */
    record NotPossible(String reason, List<Alternative> alternatives) implements ExportPlan {
        public NotPossible {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** AWS did not answer. */
    record NotKnown(Cause cause) implements ExportPlan {}
}
