package io.pitrguard.evidence;

import io.pitrguard.domain.evidence.ChainHead;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.EvidenceChain;
import io.pitrguard.port.Result;

/** A chain whose head somebody deleted. */
record HeadlessChain(EvidenceChain chain) implements EvidenceChain {
    @Override
    public Result<ChainHead> head(AccountRegion where) {
        return new Result.Success<>(ChainHead.NONE);
    }

    @Override
    public Result<Boolean> append(EvidenceRecord record) {
        return chain.append(record);
    }

    @Override
    public Result<Whole> read(AccountRegion where) {
        return chain.read(where);
    }
}
