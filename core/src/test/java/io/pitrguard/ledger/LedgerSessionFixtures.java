package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SettableTime;
import java.util.List;

/** What runs remember, for tests of what is made of it. */
public final class LedgerSessionFixtures {
    private LedgerSessionFixtures() {}

    /** Gives a recollection that these tables were left like that, and that nobody was told of them before. */
    public static LedgerSession of(AccountRegion where, List<TableResult> left) {
        LedgerSession record = new LedgerSessions(
                        Ledger.NONE, NotificationSettings.of(Trigger.SWEEP, true), new SettableTime())
                .openAll(where, "sweep-1");
        left.forEach(record::left);
        return record;
    }
}
