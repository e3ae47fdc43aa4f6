package io.pitrguard.port;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.table.Cause;
import java.util.List;

/** The accounts of the organization. Never throws for what AWS answers. */
@FunctionalInterface
public interface Organization {
    /**
     * The accounts that could be listed.
     *
     * @param gaps why others may be missing, one for each list that could not be read to its end
     */
    record Accounts(List<MemberAccount> known, List<Cause> gaps) {
        public Accounts {
            known = List.copyOf(known);
            gaps = List.copyOf(gaps);
        }
    }

    /** Lists all accounts, whatever their state, with the organizational units that they are in. */
    Accounts accounts();
}
