package io.pitrguard.selfcheck;

import io.pitrguard.domain.ledger.Notification;
import io.pitrguard.domain.ledger.NotifiedState;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a self-check came to.
 *
 * @param findings everything that was looked at
 * @param before what people were told of blind spots before
 * @param notification what there is to tell them
 */
public record SelfCheckReport(
        AccountRegion where, List<HealthFinding> findings, NotifiedState before, Notification notification) {
    public SelfCheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether anything was looked at. */
    public boolean looked() {
        return !findings.isEmpty();
    }

    /** Gives the kinds of blind spot that people were told of and that are no more. */
    public SortedSet<String> resolved() {
        SortedSet<String> resolved = new TreeSet<>();
        notification.resolved().forEach(told -> resolved.add(told.split(":", 2)[0]));
        findings.stream()
                .filter(HealthFinding::isBlindSpot)
                .forEach(sight -> resolved.remove(sight.component().kind()));
        return resolved;
    }

    /** Gives what people are to know: each kind with what was found, so that another finding is news. */
    SortedSet<String> toTell() {
        return toTell(findings, before);
    }

    /** Of what may pass by itself people know what they knew: it is neither news nor over. */
    static NavigableSet<String> toTell(List<HealthFinding> findings, NotifiedState before) {
        NavigableSet<String> all = new TreeSet<>();
        for (HealthFinding sight : findings) {
            String kind = sight.component().kind() + ":";
            switch (sight) {
                case HealthFinding.Ok _ -> {}
                case HealthFinding.Unknown unknown
                when unknown.passing() ->
                    before.kinds().stream()
                            .filter(told -> told.startsWith(kind))
                            .forEach(all::add);
                case HealthFinding.Problem _, HealthFinding.Unknown _ -> all.add(kind + sight.what());
            }
        }
        return all;
    }
}
