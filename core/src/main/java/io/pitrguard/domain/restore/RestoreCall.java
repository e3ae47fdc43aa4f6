package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import java.util.Optional;

/**
 * The call that makes a restored table. It goes to the target's region.
 *
 * @param indexes false: none, by an empty list; true: those of the source
 * @param kmsKey the key that encrypts the restored table; empty: as the source
 * @param onDemand whether the restored table is paid by request; false: as the source
 */
public record RestoreCall(
        TableRef source,
        RestorePoint from,
        TableRef target,
        boolean indexes,
        Optional<String> kmsKey,
        boolean onDemand) {
    /** Creates a call that leaves the source's way of paying. */
    public RestoreCall(TableRef source, RestorePoint from, TableRef target, boolean indexes, Optional<String> kmsKey) {
        this(source, from, target, indexes, kmsKey, false);
    }
}
