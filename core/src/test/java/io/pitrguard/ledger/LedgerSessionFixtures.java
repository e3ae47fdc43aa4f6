package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SettableTime;
import java.util.List;

/** Results as sessions record them, for tests of what is made of them. */
public final class LedgerSessionFixtures {
    private LedgerSessionFixtures() {}

    /** Returns these results with their notifications, where nobody was notified of the tables before. */
    public static List<TableResult> recorded(AccountRegion where, List<TableResult> results) {
        LedgerSession session = new LedgerSessions(
                        Ledger.NONE, NotificationSettings.of(Trigger.SWEEP, true), new SettableTime())
                .openAll(where, "sweep-1");
        try {
            return session.record(results);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
