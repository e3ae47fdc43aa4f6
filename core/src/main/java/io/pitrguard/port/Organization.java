package io.pitrguard.port;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.table.Cause;
import java.util.List;

/** The accounts of the organization. Never throws for what AWS answers. */
@FunctionalInterface
public interface Organization {
    /**
     * The accounts and units that could be listed.
     *
     * @param roots ids of the roots: all accounts are below them
     * @param units each unit, also one without accounts, at the end of those that it is in, from the root down
     * @param gaps why others may be missing, one for each list that could not be read to its end
     */
    record Accounts(
            List<MemberAccount> known, List<String> roots, List<List<OrganizationalUnit>> units, List<Cause> gaps) {
        public Accounts {
            known = List.copyOf(known);
            roots = List.copyOf(roots);
            units = units.stream().map(List::copyOf).toList();
            gaps = List.copyOf(gaps);
        }
    }

    /** Lists all accounts, whatever their state, with the organizational units that they are in. */
    Accounts accounts();
}
