package io.pitrguard.summary;

import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Alerts;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds owners whom no digest can reach: nobody is subscribed for them, or a tag spells them in another way. */
public final class UnheardOwners {
    private UnheardOwners() {}

    /** Returns the owners in a report of whose digests each subscription surely drops everything. */
    public static SortedSet<String> of(OrganizationReport report, Alerts alerts, String partition) {
        SortedMap<String, Set<AccountRegion>> places = new TreeMap<>();
        for (PlaceReport place : report.places()) {
            if (place.owner() != null) {
                places.computeIfAbsent(place.owner(), _ -> new HashSet<>())
                        .add(new AccountRegion(partition, place.account().id(), place.region()));
            }
        }
        SortedSet<String> unheard = new TreeSet<>();
        for (Map.Entry<String, Set<AccountRegion>> owner : places.entrySet()) {
            SentAttributes digests = SentAttributes.digests(owner.getKey(), owner.getValue());
            if (alerts.delivery(digests) == Delivery.NONE) {
                unheard.add(owner.getKey());
            }
        }
        return unheard;
    }
}
