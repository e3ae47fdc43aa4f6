package io.pitrguard.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Notification;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.Recorder;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.selfcheck.Trail;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.InMemoryInstallationStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied it.");
    private static final DeployedComponents ALL = new DeployedComponents(
            true,
            true,
            Optional.of("pitr-guard-drift"),
            Optional.of("alerts"),
            Optional.of("unwell"),
            true,
            Optional.of(true),
            Optional.of(new DeployedComponents.Policies("abc", "abc")));

    private final SettableTime time = new SettableTime();
    private final Around around = new Around();
    private final InMemoryInstallationStore diary = new InMemoryInstallationStore();
    private final SelfCheck check = new SelfCheck(around, diary, Duration.ofDays(1), time);

    /** Surroundings in which all is well until a test says otherwise. */
    private static final class Around implements EnvironmentProbe {
        private Result<List<Recorder>> recorders =
                new Result.Seen<>(List.of(new Recorder("default", true, true, false, Optional.empty())));
        private Result<List<Trail>> trails =
                new Result.Seen<>(List.of(new Trail("audit", new Trail.Shows.Changes("logs all"))));
        private Result<Optional<EventRule>> rule = new Result.Seen<>(Optional.of(new EventRule("r", true, 1)));
        private Result<List<Subscription>> subscriptions =
                new Result.Seen<>(List.of(new Subscription("email", "ops@example.com", true)));
        private Runnable slow = () -> {};
        private int asked;

        @Override
        public synchronized Result<List<Recorder>> recorders() {
            asked++;
            slow.run();
            return recorders;
        }

        @Override
        public synchronized Result<List<Trail>> trails(AccountRegion where) {
            asked++;
            return trails;
        }

        @Override
        public synchronized Result<Optional<EventRule>> eventRule(String name) {
            asked++;
            return rule;
        }

        @Override
        public synchronized Result<List<Subscription>> subscriptions(String topicArn) {
            asked++;
            return subscriptions;
        }

        synchronized void noTrail() {
            trails = new Result.Seen<>(List.of());
        }
    }

    private SelfCheck.Insight look() {
        return check.run(WHERE, ALL);
    }

    private static List<Component> blind(SelfCheck.Insight insight) {
        return insight.sights().stream()
                .filter(HealthFinding::isBlindSpot)
                .map(HealthFinding::sense)
                .toList();
    }

    @Test
    void looksAtEverythingThatIsExpected() {
        SelfCheck.Insight insight = look();

        assertThat(insight.sights())
                .extracting(HealthFinding::sense)
                .containsExactly(
                        Component.RECORDER,
                        Component.TRAIL,
                        Component.EVENT_RULE,
                        Component.SUBSCRIPTION,
                        Component.SUBSCRIPTION,
                        Component.PERMISSION,
                        Component.POLICY);
        assertThat(blind(insight)).isEmpty();
        assertThat(insight.looked()).isTrue();
        assertThat(insight.news()).isEqualTo(Notification.NONE);
    }

    @Test
    void asksNothingWhereNothingIsExpected() {
        SelfCheck.Insight insight = check.run(WHERE, DeployedComponents.NONE);

        assertThat(insight.looked()).isFalse();
        assertThat(insight.news()).isEqualTo(Notification.NONE);
        assertThat(around.asked).isZero();
    }

    @Test
    void whatCouldNotBeLookedAtIsABlindSpot() {
        around.recorders = new Result.Failed<>(DENIED);
        around.trails = new Result.Failed<>(DENIED);
        around.rule = new Result.Failed<>(DENIED);
        around.subscriptions = new Result.Failed<>(DENIED);

        SelfCheck.Insight insight = look();

        assertThat(insight.sights())
                .filteredOn(HealthFinding::isBlindSpot)
                .hasSize(5)
                .allSatisfy(sight -> assertThat(sight).isInstanceOf(HealthFinding.Unknown.class))
                .extracting(HealthFinding::what)
                .containsOnly("AWS denied it.");
    }

    @Test
    void tellsOnceAgainAfterASilenceAndWhenItIsOver() {
        around.noTrail();
        SelfCheck.Insight first = look();
        assertThat(first.news().kind()).isEqualTo(Notification.Kind.NEW);
        assertThat(check.told(first)).isEmpty();

        time.advance(Duration.ofHours(1));
        assertThat(look().news()).isEqualTo(Notification.NONE);

        time.advance(Duration.ofHours(23));
        assertThat(look().news().kind()).isEqualTo(Notification.Kind.REMINDER);

        around.trails = new Result.Seen<>(List.of(new Trail("audit", new Trail.Shows.Changes("logs all"))));
        SelfCheck.Insight over = look();
        assertThat(over.news().kind()).isEqualTo(Notification.Kind.ENDED);
        assertThat(over.ended()).containsExactly("Trail");
        check.told(over);
        assertThat(look().news()).isEqualTo(Notification.NONE);
    }

    @Test
    void tellsAgainWhereNobodyKnowsWhetherItWasTold() {
        around.noTrail();
        diary.goOut();

        SelfCheck.Insight insight = look();

        assertThat(insight.news().kind()).isEqualTo(Notification.Kind.NEW);
        assertThat(insight.news().mayRepeat()).isTrue();
        assertThat(check.told(insight)).hasValue(InMemoryInstallationStore.OUT);
    }

    @Test
    void anotherFindingOfTheSameKindIsNews() {
        around.noTrail();
        check.told(look());

        around.trails = new Result.Seen<>(List.of(new Trail(
                "audit",
                new Trail.Shows.Less("is not logging", Optional.of("aws cloudtrail start-logging --name data")))));
        SelfCheck.Insight other = look();

        assertThat(other.news().kind()).isEqualTo(Notification.Kind.NEW);
        assertThat(other.ended()).isEmpty();
    }

    @Test
    void nobodyIsToldOfWhatMayPassByItself() {
        around.trails = new Result.Failed<>(new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));

        SelfCheck.Insight insight = look();

        assertThat(blind(insight)).containsExactly(Component.TRAIL);
        assertThat(insight.news()).isEqualTo(Notification.NONE);
    }

    @Test
    void whatPeopleKnowIsNotOverBecauseOneLookFailed() {
        around.noTrail();
        check.told(look());
        around.trails = new Result.Failed<>(new Cause(Cause.Kind.BROKEN, "AWS failed."));
        assertThat(look().news()).isEqualTo(Notification.NONE);

        around.noTrail();

        assertThat(look().news()).isEqualTo(Notification.NONE);
    }

    @Test
    void leavesTheSweepItsTime() {
        around.recorders = new Result.Failed<>(DENIED);
        around.slow = () -> time.advance(Duration.ofSeconds(31));

        SelfCheck.Insight insight = look();

        assertThat(insight.sights())
                .filteredOn(sight -> sight.what().equals("There was no time left to look."))
                .hasSize(4);
    }

    @Test
    void remembersTheNewestSweep() {
        assertThat(check.lastSweep(WHERE)).isEqualTo(new Result.Seen<>(Optional.empty()));

        check.swept(WHERE);

        assertThat(check.lastSweep(WHERE)).isEqualTo(new Result.Seen<>(Optional.of(time.instant())));
    }
}
