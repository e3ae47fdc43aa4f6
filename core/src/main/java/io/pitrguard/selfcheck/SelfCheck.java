package io.pitrguard.selfcheck;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.DriftRoute;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.HealthRules;
import io.pitrguard.domain.selfcheck.KnownSubscriber;
import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberRules;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.FilterReader;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks that pitr-guard sees every change, has the permissions that it needs, and that alerts arrive. */
public final class SelfCheck {
    private static final Duration MOST_TIME = Duration.ofSeconds(30);
    private static final Cause NO_TIME = new Cause(Cause.Kind.OUT_OF_TIME, "There was no time left to read them.");

    private final EnvironmentProbe probe;
    private final InstallationStore store;
    private final Duration reminderInterval;
    private final Time time;

    /**
     * Creates a self-check of this environment.
     *
     * @param reminderInterval the time between two reminders of what lasts
     */
    public SelfCheck(EnvironmentProbe probe, InstallationStore store, Duration reminderInterval, Time time) {
        this.probe = probe;
        this.store = store;
        this.reminderInterval = reminderInterval;
        this.time = time;
    }

    /**
     * Checks everything that a deployment depends on. What AWS answers never makes it throw: what could not be checked is a
     * blind spot, too.
     */
    public SelfCheckReport run(AccountRegion where, DeployedComponents expected) {
        return run(where, expected, List.of());
    }

    /** Does the same, and adds findings from elsewhere. */
    public SelfCheckReport run(AccountRegion where, DeployedComponents expected, List<HealthFinding> further) {
        Result<List<KnownSubscriber>> known =
                expected.topics().isEmpty() ? new Result.Success<>(List.of()) : store.subscribers(where);
        Checks checks = new Checks(
                where, time.instant().plus(MOST_TIME), known.success().orElse(List.of()));
        checks.all(expected);
        checks.findings.addAll(further);
        Result<NotifiedState<BlindSpot>> before =
                checks.findings.isEmpty() ? new Result.Success<>(NotifiedState.nothing()) : store.notified(where);
        Optional<Cause> unreadable = before.failure().or(known::failure);
        unreadable.map(SelfCheck::unreadable).ifPresent(checks.findings::add);
        NotifiedState<BlindSpot> notified = before.success().orElse(NotifiedState.nothing());
        Notification<BlindSpot> notification = notification(checks.findings, notified);
        return new SelfCheckReport(
                where,
                checks.findings,
                notified,
                before.failure().isPresent() ? notification.again() : notification,
                new SelfCheckReport.Store(
                        before.failure(),
                        known.success()
                                .filter(list -> !list.equals(checks.known))
                                .map(_ -> checks.known)));
    }

    private static HealthFinding unreadable(Cause cause) {
        return new HealthFinding.Unknown(
                Component.LEDGER,
                "What earlier self-checks stored could not be read, and is not overwritten. " + cause.message(),
                cause.worthAnotherTry());
    }

    /**
     * Records that people were notified, unless their earlier notifications could not be read; returns why that failed,
     * empty if it did not: then they are notified again.
     */
    public Optional<Cause> recordNotified(SelfCheckReport report) {
        return report.store()
                .unreadable()
                .or(() -> store.recordNotified(report.where(), report.before().with(report.open(), time.awsInstant())));
    }

    /** Records the subscribers that a self-check listed, unless nothing changed; what cannot be stored is lost. */
    public void recordSubscribers(SelfCheckReport report) {
        report.store().subscribers().ifPresent(known -> store.recordSubscribers(report.where(), known));
    }

    private Notification<BlindSpot> notification(List<HealthFinding> findings, NotifiedState<BlindSpot> before) {
        return before.notification(SelfCheckReport.open(findings, before), time.awsInstant(), reminderInterval);
    }

    /** Checks one component after the other, as long as there is time: the sweep needs its own. */
    private final class Checks {
        private final AccountRegion where;
        private final Instant until;
        private final HealthRules rules;
        private final SubscriberRules subscribers;
        private final FilterReader filters;
        private final List<HealthFinding> findings = new ArrayList<>();
        private List<KnownSubscriber> known;

        private Checks(AccountRegion where, Instant until, List<KnownSubscriber> known) {
            this.where = where;
            this.until = until;
            this.rules = new HealthRules(where.region());
            this.subscribers = new SubscriberRules(where.region());
            this.filters = arn -> time.instant().isBefore(until) ? probe.filter(arn) : new Result.Failure<>(NO_TIME);
            this.known = known;
        }

        private void all(DeployedComponents expected) {
            if (expected.recorder()) {
                check(Component.RECORDER, probe::recorders, rules::recorder);
            }
            if (expected.trail()) {
                check(Component.TRAIL, () -> probe.trails(where), rules::trail);
            }
            expected.eventRule()
                    .ifPresent(name -> check(
                            Component.EVENT_RULE,
                            () -> probe.eventRule(name),
                            rule -> rules.eventRule(new DriftRoute(where, name), rule)));
            expected.alerts()
                    .ifPresent(topic -> subscribers(topic, SentAttributes.alerts(where), subscribers::required));
            expected.health().ifPresent(topic -> subscribers(topic, SentAttributes.ALARMS, subscribers::optional));
            expected.granted()
                    .map(granted -> rules.permission(expected.remediates(), granted))
                    .ifPresent(findings::add);
            expected.policy()
                    .map(policy -> rules.policy(policy.deployed(), policy.read()))
                    .ifPresent(findings::add);
            // Last, because only answers of AWS show it.
            rules.clock(time.skew()).ifPresent(findings::add);
        }

        private void subscribers(String topic, SentAttributes sent, SubscriberJudge judge) {
            List<HealthFinding> filtered = new ArrayList<>();
            check(Component.SUBSCRIPTION, () -> probe.subscriptions(topic), listed -> {
                HealthFinding finding = judge.judge(topic, listed, known);
                known = KnownSubscriber.after(known, topic, listed, time.awsInstant());
                filters.filtered(topic, listed, sent).finding(where.region()).ifPresent(filtered::add);
                return finding;
            });
            findings.addAll(filtered);
        }

        private <T> void check(Component component, Supplier<Result<T>> read, Function<T, HealthFinding> judge) {
            findings.add(
                    time.instant().isBefore(until)
                            ? judged(component, read.get(), judge)
                            : new HealthFinding.Unknown(component, "There was no time left to check it.", true));
        }
    }

    private interface SubscriberJudge {
        HealthFinding judge(String topicArn, List<Subscription> listed, List<KnownSubscriber> known);
    }

    private static <T> HealthFinding judged(Component component, Result<T> read, Function<T, HealthFinding> judge) {
        return switch (read) {
            case Result.Success<T> seen -> judge.apply(seen.value());
            case Result.Failure<T> failed ->
                new HealthFinding.Unknown(
                        component, failed.cause().message(), failed.cause().worthAnotherTry());
        };
    }

    /** Records that a sweep was completed; what cannot be stored is lost. */
    public void recordSweep(AccountRegion where) {
        store.recordSweep(where, time.awsInstant());
    }

    /** Records that a sweep was completed at a moment that is over; what cannot be stored is lost. */
    public void recordSweep(AccountRegion where, Instant at) {
        store.recordSweep(where, at);
    }

    /** Returns when the newest sweep was completed; empty if none ever was. */
    public Result<Optional<Instant>> lastSweep(AccountRegion where) {
        return store.lastSweep(where);
    }
}
