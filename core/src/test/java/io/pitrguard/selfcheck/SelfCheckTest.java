package io.pitrguard.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.Recorder;
import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.selfcheck.Trail;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.InMemoryInstallationStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied it.");
    private static final DeployedComponents ALL = new DeployedComponents(
            true,
            true,
            Optional.of("pitr-guard-drift"),
            Optional.of("alerts"),
            Optional.of("health"),
            true,
            Optional.of(true),
            Optional.of(new DeployedComponents.Policies("abc", "abc")));

    private final SettableTime time = new SettableTime();
    private final Around around = new Around();
    private final InMemoryInstallationStore store = new InMemoryInstallationStore();
    private final SelfCheck check = new SelfCheck(around, store, Duration.ofDays(1), time);

    @Test
    void clockThatIsWrongIsABlindSpotEvenIfNothingIsDeployed() {
        Time wrong = new Time() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public ClockSkew skew() {
                return new ClockSkew(Duration.ofDays(2));
            }

            @Override
            public void sleepUntil(Instant moment) {}
        };

        SelfCheckReport report =
                new SelfCheck(around, store, Duration.ofDays(1), wrong).run(WHERE, DeployedComponents.NONE);

        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.component()).isEqualTo(Component.CLOCK));
        assertThat(check.run(WHERE, DeployedComponents.NONE).findings()).isEmpty();
    }

    /** Surroundings in which all is well until a test says otherwise. */
    private static final class Around implements EnvironmentProbe {
        private Result<List<Recorder>> recorders =
                new Result.Success<>(List.of(new Recorder("default", true, true, false, Optional.empty())));
        private Result<List<Trail>> trails =
                new Result.Success<>(List.of(new Trail("audit", new Trail.Shows.Changes("logs all"))));
        private Result<Optional<EventRule>> rule = new Result.Success<>(Optional.of(
                new EventRule("r", true, Map.of(), List.of("arn:aws:sqs:eu-west-1:123456789012:pitr-guard-drift"))));
        private Result<List<Subscription>> subscriptions =
                new Result.Success<>(List.of(new Subscription("arn", "email", "ops@example.com", true)));
        private Function<String, Result<SubscriberFilter>> filter =
                _ -> new Result.Success<>(new SubscriberFilter.Everything());
        private int filtersRead;
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

        @Override
        public synchronized Result<SubscriberFilter> filter(String subscriptionArn) {
            filtersRead++;
            return filter.apply(subscriptionArn);
        }

        synchronized void noTrail() {
            trails = new Result.Success<>(List.of());
        }
    }

    private SelfCheckReport check() {
        return check.run(WHERE, ALL);
    }

    private static List<Component> blind(SelfCheckReport report) {
        return report.findings().stream()
                .filter(HealthFinding::isBlindSpot)
                .map(HealthFinding::component)
                .toList();
    }

    @Test
    void checksEverythingThatIsExpected() {
        SelfCheckReport report = check();

        assertThat(report.findings())
                .extracting(HealthFinding::component)
                .containsExactly(
                        Component.RECORDER,
                        Component.TRAIL,
                        Component.EVENT_RULE,
                        Component.SUBSCRIPTION,
                        Component.SUBSCRIPTION,
                        Component.PERMISSION,
                        Component.POLICY);
        assertThat(blind(report)).isEmpty();
        assertThat(report.checked()).isTrue();
        assertThat(report.notification()).isEqualTo(Notification.none());
    }

    @Test
    void asksNothingWhereNothingIsExpected() {
        SelfCheckReport report = check.run(WHERE, DeployedComponents.NONE);

        assertThat(report.checked()).isFalse();
        assertThat(report.notification()).isEqualTo(Notification.none());
        assertThat(around.asked).isZero();
    }

    @Test
    void componentThatCouldNotBeCheckedIsABlindSpot() {
        around.recorders = new Result.Failure<>(DENIED);
        around.trails = new Result.Failure<>(DENIED);
        around.rule = new Result.Failure<>(DENIED);
        around.subscriptions = new Result.Failure<>(DENIED);

        SelfCheckReport report = check();

        assertThat(report.findings())
                .filteredOn(HealthFinding::isBlindSpot)
                .hasSize(5)
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(HealthFinding.Unknown.class))
                .extracting(HealthFinding::what)
                .containsOnly("AWS denied it.");
    }

    @Test
    void remindsAfterASilenceAndNotifiesWhenItIsResolved() {
        around.noTrail();
        SelfCheckReport first = check();
        assertThat(first.notification().kind()).isEqualTo(Notification.Kind.NEW);
        assertThat(check.recordNotified(first)).isEmpty();

        time.advance(Duration.ofHours(1));
        assertThat(check().notification()).isEqualTo(Notification.none());

        time.advance(Duration.ofHours(23));
        assertThat(check().notification().kind()).isEqualTo(Notification.Kind.REMINDER);

        around.trails = new Result.Success<>(List.of(new Trail("audit", new Trail.Shows.Changes("logs all"))));
        SelfCheckReport over = check();
        assertThat(over.notification().kind()).isEqualTo(Notification.Kind.RESOLVED);
        assertThat(over.resolved()).containsExactly(Component.TRAIL);
        check.recordNotified(over);
        assertThat(check().notification()).isEqualTo(Notification.none());
    }

    @Test
    void notifiesAgainWhereNobodyKnowsWhetherItNotified() {
        around.noTrail();
        store.goOut();

        SelfCheckReport report = check();

        assertThat(report.notification().kind()).isEqualTo(Notification.Kind.NEW);
        assertThat(report.notification().mayRepeat()).isTrue();
        assertThat(check.recordNotified(report)).hasValue(InMemoryInstallationStore.OUT);
        assertThat(report.findings()).last().satisfies(finding -> {
            assertThat(finding.component()).isEqualTo(Component.LEDGER);
            assertThat(finding.what()).contains("could not be read, and is not overwritten. AWS denied it.");
        });
    }

    @Test
    void neverOverwritesWhatCouldNotBeRead() {
        around.noTrail();
        check.recordNotified(check());
        check.recordSubscribers(check());
        store.goOut();
        SelfCheckReport unread = check();

        store.comeBack();
        check.recordNotified(unread);
        check.recordSubscribers(unread);

        time.advance(Duration.ofHours(1));
        assertThat(check().notification()).as("people know of the trail").isEqualTo(Notification.none());
        assertThat(store.subscribers(WHERE).success().orElseThrow()).isNotEmpty();
    }

    @Test
    void aSubscriptionThatNobodyConfirmedDoesNotDisappearSilently() {
        Subscription confirmed = new Subscription("arn", "email", "ops@example.com", true);
        around.subscriptions =
                new Result.Success<>(List.of(confirmed, new Subscription("arn", "email", "late@example.com", false)));
        check.recordSubscribers(check());

        time.advance(Duration.ofHours(49));
        around.subscriptions = new Result.Success<>(List.of(confirmed));
        SelfCheckReport report = check();
        check.recordSubscribers(report);

        assertThat(blind(report)).containsExactly(Component.SUBSCRIPTION, Component.SUBSCRIPTION);
        assertThat(report.findings())
                .extracting(HealthFinding::what)
                .anySatisfy(what -> assertThat(what).contains("SNS deleted them: late@example.com."));
        assertThat(blind(check())).as("and not later").isNotEmpty();
    }

    private static List<Subscription> confirmed(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Subscription("arn-" + i, "email", i + "@example.com", true))
                .toList();
    }

    @Test
    void subscribersWhoseFilterPoliciesDropEverythingDoNotCount() {
        SubscriberFilter urgent = new SubscriberFilter.OnAttributes(
                Map.of("severity", new SubscriberFilter.Values(List.of(new SubscriberFilter.OnText.Exactly("high")))));
        around.filter = _ -> new Result.Success<>(urgent);

        SelfCheckReport report = check();

        assertThat(blind(report)).as("alerts have a severity, alarms have not").containsExactly(Component.SUBSCRIPTION);
        assertThat(report.findings())
                .extracting(HealthFinding::what)
                .anySatisfy(what -> assertThat(what).contains("sent to health", "ops@example.com (gets nothing)"));
    }

    @Test
    void readsFilterPoliciesUntilOneLetsSomethingThrough() {
        SubscriberFilter other = new SubscriberFilter.OnSomethingElse();
        around.subscriptions = new Result.Success<>(confirmed(30));
        around.filter = arn -> arn.equals("arn-2")
                ? new Result.Success<>(new SubscriberFilter.Everything())
                : new Result.Success<>(other);

        assertThat(blind(check())).isEmpty();
        assertThat(around.filtersRead).as("three for each topic").isEqualTo(6);
    }

    @Test
    void readsSoManyFilterPoliciesAndNoMore() {
        SubscriberFilter other = new SubscriberFilter.OnSomethingElse();
        around.subscriptions = new Result.Success<>(confirmed(SubscriberFilter.MOST_READ + 1));
        around.filter = _ -> new Result.Success<>(other);

        SelfCheckReport report = check();

        assertThat(around.filtersRead).isEqualTo(2 * SubscriberFilter.MOST_READ);
        assertThat(report.findings())
                .filteredOn(HealthFinding::isBlindSpot)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(HealthFinding.Unknown.class));
    }

    @Test
    void filterPoliciesThatCouldNotBeReadAreABlindSpot() {
        around.filter = _ -> new Result.Failure<>(DENIED);

        assertThat(check().findings())
                .filteredOn(HealthFinding::isBlindSpot)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(HealthFinding.Unknown.class));
    }

    @Test
    void readsFilterPoliciesOnlyAsLongAsThereIsTime() {
        around.subscriptions = new Result.Success<>(confirmed(20));
        around.filter = _ -> {
            time.advance(Duration.ofSeconds(10));
            return new Result.Failure<>(DENIED);
        };

        check();

        assertThat(around.filtersRead).isEqualTo(3);
    }

    @Test
    void notifiesOfAnotherFindingOfTheSameKind() {
        around.noTrail();
        check.recordNotified(check());

        around.trails = new Result.Success<>(List.of(new Trail(
                "audit",
                new Trail.Shows.Less("is not logging", Optional.of("aws cloudtrail start-logging --name data")))));
        SelfCheckReport other = check();

        assertThat(other.notification().kind()).isEqualTo(Notification.Kind.NEW);
        assertThat(other.resolved()).isEmpty();
    }

    @Test
    void doesNotNotifyOfWhatMayPassByItself() {
        around.trails = new Result.Failure<>(new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));

        SelfCheckReport report = check();

        assertThat(blind(report)).containsExactly(Component.TRAIL);
        assertThat(report.notification()).isEqualTo(Notification.none());
    }

    @Test
    void notifiedFindingIsNotResolvedByAFailedCheck() {
        around.noTrail();
        check.recordNotified(check());
        around.trails = new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "AWS failed."));
        assertThat(check().notification()).isEqualTo(Notification.none());

        around.noTrail();

        assertThat(check().notification()).isEqualTo(Notification.none());
    }

    @Test
    void leavesTheSweepItsTime() {
        around.recorders = new Result.Failure<>(DENIED);
        around.slow = () -> time.advance(Duration.ofSeconds(31));

        SelfCheckReport report = check();

        assertThat(report.findings())
                .filteredOn(finding -> finding.what().equals("There was no time left to check it."))
                .hasSize(4);
    }

    @Test
    void recordsTheNewestSweep() {
        assertThat(check.lastSweep(WHERE)).isEqualTo(new Result.Success<>(Optional.empty()));

        check.recordSweep(WHERE);

        assertThat(check.lastSweep(WHERE)).isEqualTo(new Result.Success<>(Optional.of(time.instant())));
    }
}
