package io.pitrguard.selfcheck;

import io.pitrguard.domain.ledger.Notification;
import io.pitrguard.domain.ledger.NotifiedState;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.HealthRules;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.Result;
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

    private final EnvironmentProbe surroundings;
    private final InstallationStore diary;
    private final Duration silence;
    private final Time time;

    /**
     * Looks at these surroundings.
     *
     * @param silence how long people are not told again of what lasts
     */
    public SelfCheck(EnvironmentProbe surroundings, InstallationStore diary, Duration silence, Time time) {
        this.surroundings = surroundings;
        this.diary = diary;
        this.silence = silence;
        this.time = time;
    }

    /**
     * Looks at everything that an installation depends on. What AWS answers never makes it throw: what could not be
     * looked at is a blind spot, too.
     */
    public Insight run(AccountRegion where, DeployedComponents expected) {
        List<HealthFinding> sights = look(where, expected);
        Result<NotifiedState> before = sights.isEmpty() ? new Result.Seen<>(NotifiedState.NOTHING) : diary.told(where);
        return switch (before) {
            case Result.Seen<NotifiedState>(NotifiedState told) -> new Insight(where, sights, told, news(sights, told));
            case Result.Failed<NotifiedState> _ ->
                new Insight(
                        where, sights, NotifiedState.NOTHING, news(sights, NotifiedState.NOTHING).again());
        };
    }

    /** Remembers that people were told; gives why that failed, empty when it did not: then they are told once more. */
    public Optional<Cause> told(Insight insight) {
        return diary.tell(insight.where(), insight.before().with(insight.toTell(), time.instant()));
    }

    private Notification news(List<HealthFinding> sights, NotifiedState before) {
        return before.news(Insight.toTell(sights, before), time.instant(), silence);
    }

    private List<HealthFinding> look(AccountRegion where, DeployedComponents expected) {
        HealthRules sights = new HealthRules(where.region());
        Looks looks = new Looks(time.instant().plus(MOST_TIME));
        if (expected.recorder()) {
            looks.at(Component.RECORDER, surroundings::recorders, sights::recorder);
        }
        if (expected.trail()) {
            looks.at(Component.TRAIL, () -> surroundings.trails(where), sights::trail);
        }
        expected.eventRule()
                .ifPresent(name -> looks.at(
                        Component.EVENT_RULE, () -> surroundings.eventRule(name), rule -> sights.eventRule(name, rule)));
        expected.alerts()
                .ifPresent(topic -> looks.at(
                        Component.SUBSCRIPTION,
                        () -> surroundings.subscriptions(topic),
                        all -> sights.subscribers(topic, all)));
        expected.unwell()
                .ifPresent(topic -> looks.at(
                        Component.SUBSCRIPTION,
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
        private final List<HealthFinding> found = new ArrayList<>();

        private Looks(Instant until) {
            this.until = until;
        }

        private <T> void at(Component sense, Supplier<Result<T>> look, Function<T, HealthFinding> judge) {
            found.add(
                    time.instant().isBefore(until)
                            ? judged(sense, look.get(), judge)
                            : new HealthFinding.Unknown(sense, "There was no time left to look.", true));
        }
    }

    private static <T> HealthFinding judged(Component sense, Result<T> looked, Function<T, HealthFinding> judge) {
        return switch (looked) {
            case Result.Seen<T> seen -> judge.apply(seen.value());
            case Result.Failed<T> failed ->
                new HealthFinding.Unknown(
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
    public record Insight(AccountRegion where, List<HealthFinding> sights, NotifiedState before, Notification news) {
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
                    .filter(HealthFinding::isBlindSpot)
                    .forEach(sight -> ended.remove(sight.sense().kind()));
            return ended;
        }

        /** Gives what people are to know: each kind with what was found, so that another finding is news. */
        SortedSet<String> toTell() {
            return toTell(sights, before);
        }

        /** Of what may pass by itself people know what they knew: it is neither news nor over. */
        private static NavigableSet<String> toTell(List<HealthFinding> sights, NotifiedState before) {
            NavigableSet<String> all = new TreeSet<>();
            for (HealthFinding sight : sights) {
                String kind = sight.sense().kind() + ":";
                switch (sight) {
                    case HealthFinding.Clear _ -> {}
                    case HealthFinding.Unknown unknown
                    when unknown.passing() ->
                        before.kinds().stream()
                                .filter(told -> told.startsWith(kind))
                                .forEach(all::add);
                    case HealthFinding.Blind _, HealthFinding.Unknown _ -> all.add(kind + sight.what());
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
    public Result<Optional<Instant>> lastSweep(AccountRegion where) {
        return diary.lastSweep(where);
    }
}
