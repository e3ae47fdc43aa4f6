package io.pitrguard.report;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.ledger.PendingNotification;
import io.pitrguard.report.PartView.ActorView;
import io.pitrguard.report.PartView.EntryView;
import io.pitrguard.report.PartView.PendingView;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Hands notifications on from the function that found them to the one that sends them. */
public final class PendingViews {
    private PendingViews() {}

    /** Returns what the other function needs of a notification. */
    public static PendingView of(PendingNotification pending) {
        PendingNotification.Before before = pending.before();
        return new PendingView(
                before.table().name(),
                pending.content().kind(),
                pending.content().happened(),
                pending.content().mayRepeat(),
                pending.open().stream().toList(),
                pending.runs().stream().sorted().toList(),
                before.notifiedAt().map(Instant::toString).orElse(null),
                before.acknowledgedUntil().map(Instant::toString).orElse(null),
                before.flapping(),
                before.unnotified().stream().map(PendingViews::of).toList());
    }

    /** Returns the notification of a table in an account and region; it can be recorded once it is sent. */
    public static PendingNotification read(PendingView view, AccountRegion where) {
        return new PendingNotification(
                Optional.empty(),
                new PendingNotification.Before(
                        where.table(view.table()),
                        Optional.ofNullable(view.lastNotifiedAt()).map(Instant::parse),
                        Optional.ofNullable(view.acknowledgedUntil()).map(Instant::parse),
                        view.flapping(),
                        view.unnotified().stream().map(PendingViews::read).toList()),
                new PendingNotification.Content(view.kind(), view.happened(), view.mayRepeat()),
                new TreeSet<>(view.open()),
                Set.copyOf(view.runs()));
    }

    private static EntryView of(TimelineEntry entry) {
        return new EntryView(
                entry.at().toString(),
                entry.kind(),
                entry.trigger(),
                entry.text(),
                entry.actor()
                        .map(actor -> new ActorView(actor.who(), actor.from(), actor.with(), actor.requestId()))
                        .orElse(null),
                entry.tableId().orElse(null));
    }

    private static TimelineEntry read(EntryView view) {
        return new TimelineEntry(
                Instant.parse(view.at()),
                view.kind(),
                view.trigger(),
                view.text(),
                Optional.ofNullable(view.actor())
                        .map(actor -> new Actor(actor.who(), actor.from(), actor.with(), actor.requestId())),
                Optional.ofNullable(view.tableId()));
    }
}
