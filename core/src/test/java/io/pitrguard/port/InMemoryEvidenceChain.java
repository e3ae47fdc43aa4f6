package io.pitrguard.port;

import io.pitrguard.domain.evidence.ChainHead;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.evidence.StoredRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The twin in memory. */
public final class InMemoryEvidenceChain implements EvidenceChain {
    /** What it answers while it is out. */
    public static final Cause OUT = new Cause(Cause.Kind.BROKEN, "The ledger failed.");

    private final Map<AccountRegion, ChainHead> heads = new HashMap<>();
    private final Map<AccountRegion, TreeMap<Long, StoredRecord>> records = new HashMap<>();
    private Runnable beforeAppend = () -> {};
    private boolean out;

    /** From now on nothing is read or stored. */
    public synchronized void goOut() {
        out = true;
    }

    /** Does something before each record is appended, once. */
    public synchronized void beforeAppend(Runnable what) {
        beforeAppend = what;
    }

    /** Stores a record in another's place, as somebody else may. */
    public synchronized void replace(AccountRegion chain, StoredRecord record) {
        records.get(chain).put(record.number(), record);
    }

    /** Removes the records behind a number and sets the head back, as somebody else may. */
    public synchronized void truncate(AccountRegion chain, long newest) {
        records.get(chain).tailMap(newest, false).clear();
        heads.put(chain, records.get(chain).get(newest).record().orElseThrow().head());
    }

    @Override
    public synchronized Result<ChainHead> head(AccountRegion chain) {
        return out ? new Result.Failure<>(OUT) : new Result.Success<>(heads.getOrDefault(chain, ChainHead.NONE));
    }

    @Override
    public synchronized Result<Boolean> append(EvidenceRecord record) {
        if (out) {
            return new Result.Failure<>(OUT);
        }
        Runnable first = beforeAppend;
        beforeAppend = () -> {};
        first.run();
        ChainHead head = heads.getOrDefault(record.chain(), ChainHead.NONE);
        TreeMap<Long, StoredRecord> chain = records.computeIfAbsent(record.chain(), _ -> new TreeMap<>());
        if (!head.digest().equals(record.previous()) || chain.containsKey(record.number())) {
            return new Result.Success<>(false);
        }
        chain.put(record.number(), StoredRecord.of(record));
        heads.put(record.chain(), record.head());
        return new Result.Success<>(true);
    }

    @Override
    public synchronized Result<Whole> read(AccountRegion chain) {
        return out
                ? new Result.Failure<>(OUT)
                : new Result.Success<>(new Whole(
                        Optional.ofNullable(heads.get(chain)),
                        List.copyOf(records.getOrDefault(chain, new TreeMap<>()).values())));
    }
}
