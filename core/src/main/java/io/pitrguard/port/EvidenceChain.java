package io.pitrguard.port;

import io.pitrguard.domain.evidence.ChainHead;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.evidence.StoredRecord;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Optional;

/** Keeps the chain of evidence of each account and region. Never throws for what AWS answers. */
public interface EvidenceChain {
    /**
     * All of a chain.
     *
     * @param head what is stored as the newest record; empty if nothing is
     * @param records in the order of their numbers, as stored
     */
    record Whole(Optional<ChainHead> head, List<StoredRecord> records) {
        public Whole {
            records = List.copyOf(records);
        }
    }

    /** Reads what the next record follows; {@link ChainHead#NONE} if there is no record. */
    Result<ChainHead> head(AccountRegion chain);

    /**
     * Stores a record behind the one that it follows.
     *
     * @return whether it was stored; false if that one is not the newest any more
     */
    Result<Boolean> append(EvidenceRecord record);

    /** Reads a chain. Records that are appended meanwhile may be left out, with the head before them. */
    Result<Whole> read(AccountRegion chain);
}
