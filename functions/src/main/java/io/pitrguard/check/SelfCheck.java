package io.pitrguard.check;

import io.pitrguard.domain.ledger.News;
import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.sight.Sense;
import io.pitrguard.domain.sight.Sight;
import io.pitrguard.domain.sight.Sights;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Announcements;
import io.pitrguard.port.Looked;
import io.pitrguard.port.Surroundings;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Looks whether pitr-guard sees what it is there to see, may do what it is there to do, and is heard. */
public final class SelfCheck {
    private final Surroundings surroundings;
    private final Announcements announcements;
    private final Duration silence;
    private final Time time;

    /**
     * Looks at these surroundings.
     *
     * @param silence how long people are not told again of what lasts
     */
    public SelfCheck(Surroundings surroundings, Announcements announcements, Duration silence, Time time) {
        this.surroundings = surroundings;
        this.announcements = announcements;
        this.silence = silence;
        this.time = time;
    }

    /**
     * Looks at everything that an installation depends on. What AWS answers never makes it throw: what could not be
     * looked at is a blind spot, too.
     */
    public Insight run(AccountRegion where, Expectations expected) {
        List<Sight> sights = look(new Sights(where.region()), expected);
        Looked<Told> before = sights.isEmpty() ? new Looked.Seen<>(Told.NOTHING) : announcements.told(where);
        return switch (before) {
            case Looked.Seen<Told>(Told told) -> new Insight(where, sights, told, news(sights, told));
            case Looked.Failed<Told> _ ->
                new Insight(
                        where, sights, Told.NOTHING, news(sights, Told.NOTHING).again());
        };
    }

    /** Remembers that people were told; gives why that failed, empty when it did not: then they are told once more. */
    public Optional<Cause> told(Insight insight) {
        return announcements.store(insight.where(), insight.before().with(insight.kinds(), time.instant()));
    }

    private News news(List<Sight> sights, Told before) {
        return before.news(Insight.kinds(sights), time.instant(), silence);
    }

    private List<Sight> look(Sights sights, Expectations expected) {
        List<Sight> found = new ArrayList<>();
        if (expected.recorder()) {
            found.add(judged(Sense.RECORDER, surroundings.recorders(), sights::recorder));
        }
        if (expected.trail()) {
            found.add(judged(Sense.TRAIL, surroundings.trails(), sights::trail));
        }
        expected.eventRule()
                .map(name ->
                        judged(Sense.EVENT_RULE, surroundings.eventRule(name), rule -> sights.eventRule(name, rule)))
                .ifPresent(found::add);
        expected.alerts()
                .map(topic -> judged(
                        Sense.SUBSCRIPTION, surroundings.subscriptions(topic), all -> sights.subscribers(topic, all)))
                .ifPresent(found::add);
        expected.unwell()
                .map(topic -> judged(
                        Sense.SUBSCRIPTION, surroundings.subscriptions(topic), all -> sights.confirmed(topic, all)))
                .ifPresent(found::add);
        expected.granted()
                .map(granted -> sights.permission(expected.corrects(), granted))
                .ifPresent(found::add);
        expected.policy()
                .map(policy -> sights.policy(policy.deployed(), policy.read()))
                .ifPresent(found::add);
        return found;
    }

    private static <T> Sight judged(Sense sense, Looked<T> looked, Function<T, Sight> judge) {
        return switch (looked) {
            case Looked.Seen<T> seen -> judge.apply(seen.value());
            case Looked.Failed<T> failed ->
                new Sight.Unknown(sense, failed.cause().message());
        };
    }

    /**
     * What a self-check came to.
     *
     * @param sights everything that was looked at
     * @param before what people were told of blind spots before
     * @param news what there is to tell them
     */
    public record Insight(AccountRegion where, List<Sight> sights, Told before, News news) {
        public Insight {
            sights = List.copyOf(sights);
        }

        /** Whether anything was looked at. */
        public boolean looked() {
            return !sights.isEmpty();
        }

        /** Gives the kinds of what is not as it has to be. */
        NavigableSet<String> kinds() {
            return kinds(sights);
        }

        private static NavigableSet<String> kinds(List<Sight> sights) {
            NavigableSet<String> kinds = new TreeSet<>();
            sights.stream()
                    .filter(Sight::isBlindSpot)
                    .map(sight -> sight.sense().kind())
                    .forEach(kinds::add);
            return kinds;
        }
    }
}
