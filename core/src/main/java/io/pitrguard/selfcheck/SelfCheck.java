package io.pitrguard.selfcheck;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.DriftRoute;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks that pitr-guard sees every change, has the permissions that it needs, and that alerts arrive. */
public final class SelfCheck {
    private static final Duration MOST_TIME = Duration.ofSeconds(30);

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
        List<HealthFinding> findings = read(where, expected);
        Result<NotifiedState<BlindSpot>> before =
                findings.isEmpty() ? new Result.Success<>(NotifiedState.nothing()) : store.notified(where);
        return switch (before) {
            case Result.Success<NotifiedState<BlindSpot>>(NotifiedState<BlindSpot> notified) ->
                new SelfCheckReport(where, findings, notified, notification(findings, notified));
            case Result.Failure<NotifiedState<BlindSpot>> _ ->
                new SelfCheckReport(
                        where,
                        findings,
                        NotifiedState.nothing(),
                        notification(findings, NotifiedState.nothing()).again());
        };
    }

    /** Records that people were notified; returns why that failed, empty if it did not: then they are notified again. */
    public Optional<Cause> recordNotified(SelfCheckReport report) {
        return store.recordNotified(report.where(), report.before().with(report.open(), time.awsInstant()));
    }

    private Notification<BlindSpot> notification(List<HealthFinding> findings, NotifiedState<BlindSpot> before) {
        return before.notification(SelfCheckReport.open(findings, before), time.awsInstant(), reminderInterval);
    }

    private List<HealthFinding> read(AccountRegion where, DeployedComponents expected) {
        HealthRules rules = new HealthRules(where.region());
        Checks checks = new Checks(time.instant().plus(MOST_TIME));
        if (expected.recorder()) {
            checks.check(Component.RECORDER, probe::recorders, rules::recorder);
        }
        if (expected.trail()) {
            checks.check(Component.TRAIL, () -> probe.trails(where), rules::trail);
        }
        expected.eventRule()
                .ifPresent(name -> checks.check(
                        Component.EVENT_RULE,
                        () -> probe.eventRule(name),
                        rule -> rules.eventRule(new DriftRoute(where, name), rule)));
        expected.alerts()
                .ifPresent(topic -> checks.check(
                        Component.SUBSCRIPTION,
                        () -> probe.subscriptions(topic),
                        all -> rules.subscribers(topic, all)));
        expected.health()
                .ifPresent(topic -> checks.check(
                        Component.SUBSCRIPTION, () -> probe.subscriptions(topic), all -> rules.confirmed(topic, all)));
        expected.granted()
                .map(granted -> rules.permission(expected.remediates(), granted))
                .ifPresent(checks.findings::add);
        expected.policy()
                .map(policy -> rules.policy(policy.deployed(), policy.read()))
                .ifPresent(checks.findings::add);
        // Last, because only answers of AWS show it.
        rules.clock(time.skew()).ifPresent(checks.findings::add);
        return checks.findings;
    }

    /** Checks one component after the other, as long as there is time: the sweep needs its own. */
    private final class Checks {
        private final Instant until;
        private final List<HealthFinding> findings = new ArrayList<>();

        private Checks(Instant until) {
            this.until = until;
        }

        private <T> void check(Component component, Supplier<Result<T>> read, Function<T, HealthFinding> judge) {
            findings.add(
                    time.instant().isBefore(until)
                            ? judged(component, read.get(), judge)
                            : new HealthFinding.Unknown(component, "There was no time left to check it.", true));
        }
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

    /** Returns when the newest sweep was completed; empty if none ever was. */
    public Result<Optional<Instant>> lastSweep(AccountRegion where) {
        return store.lastSweep(where);
    }
}
