package io.pitrguard.drill;

import io.pitrguard.domain.drill.LeftoverNews;
import io.pitrguard.domain.drill.LeftoversNotified;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillSweeper.Swept;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Notifies people of what a sweeper found: of each table that remains once, again after a while as long as it does, and when
 * it is gone. People know of what a drill left since its end. What is stored before and after lets no notification be lost.
 */
public final class LeftoverNotices {
    private final InstallationStore store;
    private final LeftoverNotifier notifier;
    private final Duration reminderInterval;
    private final Time time;

    /**
     * Creates the use case.
     *
     * @param reminderInterval the time between two reminders of what lasts
     */
    public LeftoverNotices(InstallationStore store, LeftoverNotifier notifier, Duration reminderInterval, Time time) {
        this.store = store;
        this.notifier = notifier;
        this.reminderInterval = reminderInterval;
        this.time = time;
    }

    /** Notifies people; returns why that, or storing it, failed: then the same call may be made again. */
    public Optional<Cause> notify(AccountRegion where, Swept swept) {
        return switch (store.leftovers(where)) {
            case Result.Failure<LeftoversNotified>(Cause cause) -> Optional.of(cause);
            case Result.Success<LeftoversNotified>(LeftoversNotified known) -> notify(where, swept, known);
        };
    }

    private Optional<Cause> notify(AccountRegion where, Swept swept, LeftoversNotified known) {
        SortedSet<String> open = open(swept);
        LeftoversNotified now = known.after(open, left(swept), time.awsInstant());
        Notification<String> news = now.notification(open, time.awsInstant(), reminderInterval);
        if (!news.any()) {
            return now.equals(known) ? Optional.empty() : store.recordLeftovers(where, now);
        }
        Optional<Cause> unstored = store.recordLeftovers(where, now.beginning());
        if (unstored.isPresent()) {
            return unstored;
        }
        Optional<Cause> refused = notifier.notify(news(where, swept, now, news));
        return refused.isPresent() ? refused : store.recordLeftovers(where, now.sent(open, time.awsInstant()));
    }

    private static LeftoverNews news(
            AccountRegion where, Swept swept, LeftoversNotified now, Notification<String> news) {
        List<LeftoverNews.Table> tables = new ArrayList<>();
        swept.remaining()
                .forEach(left -> tables.add(new LeftoverNews.Table(left.table(), left.drill(), left.reasons())));
        swept.deleted()
                .forEach(table -> tables.add(new LeftoverNews.Table(
                        table, Optional.empty(), List.of("A drill left it. pitr-guard asked AWS to delete it."))));
        return new LeftoverNews(
                where,
                news.kind(),
                tables,
                news.resolved().stream().filter(LeftoversNotified::isTable).toList(),
                swept.resumed().stream()
                        .filter(drill -> !now.state().open().contains(LeftoversNotified.carriedOn(drill)))
                        .map("Drill %s made no progress for an hour or more. It was carried on."::formatted)
                        .toList(),
                swept.problems().stream().map(Cause::message).toList(),
                now.begun());
    }

    private static SortedSet<String> open(Swept swept) {
        SortedSet<String> open = new TreeSet<>();
        swept.remaining().forEach(left -> open.add(left.table().name()));
        swept.deleted().forEach(table -> open.add(table.name()));
        swept.resumed().forEach(drill -> open.add(LeftoversNotified.carriedOn(drill)));
        if (!swept.problems().isEmpty()) {
            open.add(LeftoversNotified.UNREAD);
        }
        return open;
    }

    private static SortedSet<String> left(Swept swept) {
        SortedSet<String> names = new TreeSet<>();
        swept.remaining().stream()
                .filter(left -> left.drill().isPresent())
                .forEach(left -> names.add(left.table().name()));
        swept.deleted().forEach(table -> names.add(table.name()));
        return names;
    }
}
