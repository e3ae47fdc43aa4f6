package io.pitrguard.report;

import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;

/**
 * An account and region that a sweep goes through.
 *
 * @param name the account's name, as in the console
 * @param units the organizational units that the account is in, from the root down
 */
public record PlaceView(String account, String name, String region, List<OrganizationView.UnitView> units) {
    public PlaceView {
        units = List.copyOf(units);
    }

    /** Returns the account and region, in a partition. */
    public AccountRegion where(String partition) {
        return new AccountRegion(partition, account, region);
    }

    /** Returns the units of the account. */
    public List<OrganizationalUnit> organizationalUnits() {
        return units.stream()
                .map(unit -> new OrganizationalUnit(unit.id(), unit.name()))
                .toList();
    }
}
