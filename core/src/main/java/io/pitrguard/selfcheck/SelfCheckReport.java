package io.pitrguard.selfcheck;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.KnownSubscriber;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The result of a self-check.
 *
 * @param findings one finding for each component that was checked
 * @param before what people were notified of before
 * @param notification what people must be notified of
 * @param store what to store of it
 */
public record SelfCheckReport(
        AccountRegion where,
        List<HealthFinding> findings,
        NotifiedState<BlindSpot> before,
        Notification<BlindSpot> notification,
        Store store) {
    /**
     * What to store of a self-check.
     *
     * @param unreadable why earlier notifications could not be read; then they are not overwritten
     * @param subscribers the known subscribers; empty if they are stored already, or could not be read
     */
    public record Store(Optional<Cause> unreadable, Optional<List<KnownSubscriber>> subscribers) {
        /** There is nothing to store but notifications. */
        public static final Store UNCHANGED = new Store(Optional.empty(), Optional.empty());
    }

    public SelfCheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether anything was checked. */
    public boolean checked() {
        return !findings.isEmpty();
    }

    /** Returns the components that people know to be blind spots and that no longer are. */
    public SortedSet<Component> resolved() {
        SortedSet<Component> resolved = new TreeSet<>();
        notification.resolved().forEach(spot -> resolved.add(spot.component()));
        findings.stream().filter(HealthFinding::isBlindSpot).forEach(finding -> resolved.remove(finding.component()));
        return resolved;
    }

    /** Returns the blind spots that people know to be open once they are notified. */
    SortedSet<BlindSpot> open() {
        return open(findings, before);
    }

    /** A failure that may pass by itself changes nothing: people know what they knew. */
    static SortedSet<BlindSpot> open(List<HealthFinding> findings, NotifiedState<BlindSpot> before) {
        NavigableSet<BlindSpot> open = new TreeSet<>();
        for (HealthFinding finding : findings) {
            switch (finding) {
                case HealthFinding.Ok _ -> {}
                case HealthFinding.Unknown unknown
                when unknown.passing() ->
                    before.open().stream()
                            .filter(spot -> spot.component() == unknown.component())
                            .forEach(open::add);
                case HealthFinding.Problem _, HealthFinding.Unknown _ ->
                    open.add(new BlindSpot(finding.component(), finding.what()));
            }
        }
        return open;
    }
}
