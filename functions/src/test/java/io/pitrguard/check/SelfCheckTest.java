package io.pitrguard.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.News;
import io.pitrguard.domain.sight.EventRule;
import io.pitrguard.domain.sight.Recorder;
import io.pitrguard.domain.sight.Sense;
import io.pitrguard.domain.sight.Sight;
import io.pitrguard.domain.sight.Subscription;
import io.pitrguard.domain.sight.Trail;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryDiary;
import io.pitrguard.port.Looked;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied it.");
    private static final Expectations ALL = new Expectations(
            true,
            true,
            Optional.of("pitr-guard-drift"),
            Optional.of("alerts"),
            Optional.of("unwell"),
            true,
            Optional.of(true),
            Optional.of(new Expectations.Policies("abc", "abc")));

    private final SettableTime time = new SettableTime();
    private final Around around = new Around();
    private final InMemoryDiary diary = new InMemoryDiary();
    private final SelfCheck check = new SelfCheck(around, diary, Duration.ofDays(1), time);

    /** Surroundings in which all is well until a test says otherwise. */
    private static final class Around implements Surroundings {
        private Looked<List<Recorder>> recorders =
                new Looked.Seen<>(List.of(new Recorder("default", true, true, false, Optional.empty())));
        private Looked<List<Trail>> trails =
                new Looked.Seen<>(List.of(new Trail("audit", new Trail.Shows.Changes("logs all"))));
        private Looked<Optional<EventRule>> rule = new Looked.Seen<>(Optional.of(new EventRule("r", true, 1)));
        private Looked<List<Subscription>> subscriptions =
                new Looked.Seen<>(List.of(new Subscription("email", "ops@example.com", true)));
        private Runnable slow = () -> {};
        private int asked;

        @Override
        public synchronized Looked<List<Recorder>> recorders() {
            asked++;
            slow.run();
            return recorders;
        }

        @Override
        public synchronized Looked<List<Trail>> trails(AccountRegion where) {
            asked++;
            return trails;
        }

        @Override
        public synchronized Looked<Optional<EventRule>> eventRule(String name) {
            asked++;
            return rule;
        }

        @Override
        public synchronized Looked<List<Subscription>> subscriptions(String topicArn) {
            asked++;
            return subscriptions;
        }

        synchronized void noTrail() {
            trails = new Looked.Seen<>(List.of());
        }
    }

    private SelfCheck.Insight look() {
        return check.run(WHERE, ALL);
    }

    private static List<Sense> blind(SelfCheck.Insight insight) {
        return insight.sights().stream()
                .filter(Sight::isBlindSpot)
                .map(Sight::sense)
                .toList();
    }

    @Test
    void looksAtEverythingThatIsExpected() {
        SelfCheck.Insight insight = look();

        assertThat(insight.sights())
                .extracting(Sight::sense)
                .containsExactly(
                        Sense.RECORDER,
                        Sense.TRAIL,
                        Sense.EVENT_RULE,
                        Sense.SUBSCRIPTION,
                        Sense.SUBSCRIPTION,
                        Sense.PERMISSION,
                        Sense.POLICY);
        assertThat(blind(insight)).isEmpty();
        assertThat(insight.looked()).isTrue();
        assertThat(insight.news()).isEqualTo(News.NONE);
    }

    @Test
    void asksNothingWhereNothingIsExpected() {
        SelfCheck.Insight insight = check.run(WHERE, Expectations.NONE);

        assertThat(insight.looked()).isFalse();
        assertThat(insight.news()).isEqualTo(News.NONE);
        assertThat(around.asked).isZero();
    }

    @Test
    void whatCouldNotBeLookedAtIsABlindSpot() {
        around.recorders = new Looked.Failed<>(DENIED);
        around.trails = new Looked.Failed<>(DENIED);
        around.rule = new Looked.Failed<>(DENIED);
        around.subscriptions = new Looked.Failed<>(DENIED);

        SelfCheck.Insight insight = look();

        assertThat(insight.sights())
                .filteredOn(Sight::isBlindSpot)
                .hasSize(5)
                .allSatisfy(sight -> assertThat(sight).isInstanceOf(Sight.Unknown.class))
                .extracting(Sight::what)
                .containsOnly("AWS denied it.");
    }

    @Test
    void tellsOnceAgainAfterASilenceAndWhenItIsOver() {
        around.noTrail();
        SelfCheck.Insight first = look();
        assertThat(first.news().kind()).isEqualTo(News.Kind.NEW);
        assertThat(check.told(first)).isEmpty();

        time.advance(Duration.ofHours(1));
        assertThat(look().news()).isEqualTo(News.NONE);

        time.advance(Duration.ofHours(23));
        assertThat(look().news().kind()).isEqualTo(News.Kind.REMINDER);

        around.trails = new Looked.Seen<>(List.of(new Trail("audit", new Trail.Shows.Changes("logs all"))));
        SelfCheck.Insight over = look();
        assertThat(over.news().kind()).isEqualTo(News.Kind.ENDED);
        assertThat(over.ended()).containsExactly("Trail");
        check.told(over);
        assertThat(look().news()).isEqualTo(News.NONE);
    }

    @Test
    void tellsAgainWhereNobodyKnowsWhetherItWasTold() {
        around.noTrail();
        diary.goOut();

        SelfCheck.Insight insight = look();

        assertThat(insight.news().kind()).isEqualTo(News.Kind.NEW);
        assertThat(insight.news().mayRepeat()).isTrue();
        assertThat(check.told(insight)).hasValue(InMemoryDiary.OUT);
    }

    @Test
    void anotherFindingOfTheSameKindIsNews() {
        around.noTrail();
        check.told(look());

        around.trails = new Looked.Seen<>(List.of(new Trail(
                "audit",
                new Trail.Shows.Less("is not logging", Optional.of("aws cloudtrail start-logging --name data")))));
        SelfCheck.Insight other = look();

        assertThat(other.news().kind()).isEqualTo(News.Kind.NEW);
        assertThat(other.ended()).isEmpty();
    }

    @Test
    void nobodyIsToldOfWhatMayPassByItself() {
        around.trails = new Looked.Failed<>(new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));

        SelfCheck.Insight insight = look();

        assertThat(blind(insight)).containsExactly(Sense.TRAIL);
        assertThat(insight.news()).isEqualTo(News.NONE);
    }

    @Test
    void whatPeopleKnowIsNotOverBecauseOneLookFailed() {
        around.noTrail();
        check.told(look());
        around.trails = new Looked.Failed<>(new Cause(Cause.Kind.BROKEN, "AWS failed."));
        assertThat(look().news()).isEqualTo(News.NONE);

        around.noTrail();

        assertThat(look().news()).isEqualTo(News.NONE);
    }

    @Test
    void leavesTheSweepItsTime() {
        around.recorders = new Looked.Failed<>(DENIED);
        around.slow = () -> time.advance(Duration.ofSeconds(31));

        SelfCheck.Insight insight = look();

        assertThat(insight.sights())
                .filteredOn(sight -> sight.what().equals("There was no time left to look."))
                .hasSize(4);
    }

    @Test
    void remembersTheNewestSweep() {
        assertThat(check.lastSweep(WHERE)).isEqualTo(new Looked.Seen<>(Optional.empty()));

        check.swept(WHERE);

        assertThat(check.lastSweep(WHERE)).isEqualTo(new Looked.Seen<>(Optional.of(time.instant())));
    }
}
