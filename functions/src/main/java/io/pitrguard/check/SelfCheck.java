package io.pitrguard.check;

import io.pitrguard.domain.ledger.News;
import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.sight.Sense;
import io.pitrguard.domain.sight.Sight;
import io.pitrguard.domain.sight.Sights;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Diary;
import io.pitrguard.port.Looked;
import io.pitrguard.port.Surroundings;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks whether pitr-guard sees what it is there to see, may do what it is there to do, and is heard. */
public final class SelfCheck {
    private static final Duration MOST_TIME = Duration.ofSeconds(30);

    private final Surroundings surroundings;
    private final Diary diary;
    private final Duration silence;
    private final Time time;

    /**
     * Looks at these surroundings.
     *
     * @param silence how long people are not told again of what lasts
     */
    public SelfCheck(Surroundings surroundings, Diary diary, Duration silence, Time time) {
        this.surroundings = surroundings;
        this.diary = diary;
        this.silence = silence;
        this.time = time;
    }

    /**
     * Looks at everything that an installation depends on. What AWS answers never makes it throw: what could not be
     * looked at is a blind spot, too.
     */
    public Insight run(AccountRegion where, Expectations expected) {
        List<Sight> sights = look(where, expected);
        Looked<Told> before = sights.isEmpty() ? new Looked.Seen<>(Told.NOTHING) : diary.told(where);
        return switch (before) {
            case Looked.Seen<Told>(Told told) -> new Insight(where, sights, told, news(sights, told));
            case Looked.Failed<Told> _ ->
                new Insight(
                        where, sights, Told.NOTHING, news(sights, Told.NOTHING).again());
        };
    }

    /** Remembers that people were told; gives why that failed, empty when it did not: then they are told once more. */
    public Optional<Cause> told(Insight insight) {
        return diary.tell(insight.where(), insight.before().with(insight.toTell(), time.instant()));
    }

    private News news(List<Sight> sights, Told before) {
        return before.news(Insight.toTell(sights, before), time.instant(), silence);
    }

    private List<Sight> look(AccountRegion where, Expectations expected) {
        Sights sights = new Sights(where.region());
        Looks looks = new Looks(time.instant().plus(MOST_TIME));
        if (expected.recorder()) {
            looks.at(Sense.RECORDER, surroundings::recorders, sights::recorder);
        }
        if (expected.trail()) {
            looks.at(Sense.TRAIL, () -> surroundings.trails(where), sights::trail);
        }
        expected.eventRule()
                .ifPresent(name -> looks.at(
                        Sense.EVENT_RULE, () -> surroundings.eventRule(name), rule -> sights.eventRule(name, rule)));
        expected.alerts()
                .ifPresent(topic -> looks.at(
                        Sense.SUBSCRIPTION,
                        () -> surroundings.subscriptions(topic),
                        all -> sights.subscribers(topic, all)));
        expected.unwell()
                .ifPresent(topic -> looks.at(
                        Sense.SUBSCRIPTION,
                        () -> surroundings.subscriptions(topic),
                        all -> sights.confirmed(topic, all)));
        expected.granted()
                .map(granted -> sights.permission(expected.corrects(), granted))
                .ifPresent(looks.found::add);
        expected.policy()
                .map(policy -> sights.policy(policy.deployed(), policy.read()))
                .ifPresent(looks.found::add);
        return looks.found;
    }

    /** One look after the other, as long as there is time: a sweep needs its own. */
    private final class Looks {
        private final Instant until;
        private final List<Sight> found = new ArrayList<>();

        private Looks(Instant until) {
            this.until = until;
        }

        private <T> void at(Sense sense, Supplier<Looked<T>> look, Function<T, Sight> judge) {
            found.add(
                    time.instant().isBefore(until)
                            ? judged(sense, look.get(), judge)
                            : new Sight.Unknown(sense, "There was no time left to look.", true));
        }
    }

    private static <T> Sight judged(Sense sense, Looked<T> looked, Function<T, Sight> judge) {
        return switch (looked) {
            case Looked.Seen<T> seen -> judge.apply(seen.value());
            case Looked.Failed<T> failed ->
                new Sight.Unknown(
                        sense, failed.cause().message(), failed.cause().worthAnotherTry());
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

        /** Gives the kinds of blind spot that people were told of and that are no more. */
        public SortedSet<String> ended() {
            SortedSet<String> ended = new TreeSet<>();
            news.ended().forEach(told -> ended.add(told.split(":", 2)[0]));
            sights.stream()
                    .filter(Sight::isBlindSpot)
                    .forEach(sight -> ended.remove(sight.sense().kind()));
            return ended;
        }

        /** Gives what people are to know: each kind with what was found, so that another finding is news. */
        SortedSet<String> toTell() {
            return toTell(sights, before);
        }

        /** Of what may pass by itself people know what they knew: it is neither news nor over. */
        private static NavigableSet<String> toTell(List<Sight> sights, Told before) {
            NavigableSet<String> all = new TreeSet<>();
            for (Sight sight : sights) {
                String kind = sight.sense().kind() + ":";
                switch (sight) {
                    case Sight.Clear _ -> {}
                    case Sight.Unknown unknown
                    when unknown.passing() ->
                        before.kinds().stream()
                                .filter(told -> told.startsWith(kind))
                                .forEach(all::add);
                    case Sight.Blind _, Sight.Unknown _ -> all.add(kind + sight.what());
                }
            }
            return all;
        }
    }

    /** Remembers that a sweep came to its end; what cannot be remembered is lost. */
    public void swept(AccountRegion where) {
        diary.swept(where, time.instant());
    }

    /** Gives when the newest sweep of the deployment came to its end; empty where none ever did. */
    public Looked<Optional<Instant>> lastSweep(AccountRegion where) {
        return diary.lastSweep(where);
    }
}
