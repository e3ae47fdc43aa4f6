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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks whether pitr-guard sees what it is there to see, may do what it is there to do, and is heard. */
public final class SelfCheck {
    private static final Duration MOST_TIME = Duration.ofSeconds(30);

    private final EnvironmentProbe probe;
    private final InstallationStore store;
    private final Duration reminderInterval;
    private final Time time;

    /**
     * Looks at these surroundings.
     *
     * @param reminderInterval how long people are not told again of what lasts
     */
    public SelfCheck(EnvironmentProbe probe, InstallationStore store, Duration reminderInterval, Time time) {
        this.probe = probe;
        this.store = store;
        this.reminderInterval = reminderInterval;
        this.time = time;
    }

    /**
     * Looks at everything that an installation depends on. What AWS answers never makes it throw: what could not be
     * looked at is a blind spot, too.
     */
    public SelfCheckReport run(AccountRegion where, DeployedComponents expected) {
        List<HealthFinding> findings = read(where, expected);
        Result<NotifiedState> before =
                findings.isEmpty() ? new Result.Success<>(NotifiedState.NOTHING) : store.told(where);
        return switch (before) {
            case Result.Success<NotifiedState>(NotifiedState told) ->
                new SelfCheckReport(where, findings, told, notification(findings, told));
            case Result.Failure<NotifiedState> _ ->
                new SelfCheckReport(
                        where,
                        findings,
                        NotifiedState.NOTHING,
                        notification(findings, NotifiedState.NOTHING).again());
        };
    }

    /** Remembers that people were told; gives why that failed, empty when it did not: then they are told once more. */
    public Optional<Cause> told(SelfCheckReport report) {
        return store.tell(report.where(), report.before().with(report.toTell(), time.instant()));
    }

    private Notification notification(List<HealthFinding> findings, NotifiedState before) {
        return before.notification(SelfCheckReport.toTell(findings, before), time.instant(), reminderInterval);
    }

    private List<HealthFinding> read(AccountRegion where, DeployedComponents expected) {
        HealthRules findings = new HealthRules(where.region());
        Looks snapshots = new Looks(time.instant().plus(MOST_TIME));
        if (expected.recorder()) {
            snapshots.at(Component.RECORDER, probe::recorders, findings::recorder);
        }
        if (expected.trail()) {
            snapshots.at(Component.TRAIL, () -> probe.trails(where), findings::trail);
        }
        expected.eventRule()
                .ifPresent(name -> snapshots.at(
                        Component.EVENT_RULE, () -> probe.eventRule(name), rule -> findings.eventRule(name, rule)));
        expected.alerts()
                .ifPresent(topic -> snapshots.at(
                        Component.SUBSCRIPTION,
                        () -> probe.subscriptions(topic),
                        all -> findings.subscribers(topic, all)));
        expected.health()
                .ifPresent(topic -> snapshots.at(
                        Component.SUBSCRIPTION,
                        () -> probe.subscriptions(topic),
                        all -> findings.confirmed(topic, all)));
        expected.granted()
                .map(granted -> findings.permission(expected.remediates(), granted))
                .ifPresent(snapshots.found::add);
        expected.policy()
                .map(policy -> findings.policy(policy.deployed(), policy.read()))
                .ifPresent(snapshots.found::add);
        return snapshots.found;
    }

    /** One look after the other, as long as there is time: a sweep needs its own. */
    private final class Looks {
        private final Instant until;
        private final List<HealthFinding> found = new ArrayList<>();

        private Looks(Instant until) {
            this.until = until;
        }

        private <T> void at(Component component, Supplier<Result<T>> snapshot, Function<T, HealthFinding> judge) {
            found.add(
                    time.instant().isBefore(until)
                            ? judged(component, snapshot.get(), judge)
                            : new HealthFinding.Unknown(component, "There was no time left to look.", true));
        }
    }

    private static <T> HealthFinding judged(Component component, Result<T> looked, Function<T, HealthFinding> judge) {
        return switch (looked) {
            case Result.Success<T> seen -> judge.apply(seen.value());
            case Result.Failure<T> failed ->
                new HealthFinding.Unknown(
                        component, failed.cause().message(), failed.cause().worthAnotherTry());
        };
    }

    /** Remembers that a sweep came to its end; what cannot be remembered is lost. */
    public void swept(AccountRegion where) {
        store.swept(where, time.instant());
    }

    /** Gives when the newest sweep of the deployment came to its end; empty where none ever did. */
    public Result<Optional<Instant>> lastSweep(AccountRegion where) {
        return store.lastSweep(where);
    }
}
