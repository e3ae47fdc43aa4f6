package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.functions.SoakHub.End;
import io.pitrguard.functions.SoakHub.Kind;
import io.pitrguard.functions.SoakMembers.Member;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.sandbox.fault.RandomFaults;
import io.pitrguard.sandbox.state.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * An organization with a hub, in which things happen at random; oracles that saw all say what is true. Everything that it
 * does follows from its seed.
 */
final class SoakOrganization implements SoakMachine.World, AutoCloseable {
    // How old the first tables are.
    private static final Duration AGE = Duration.ofHours(1);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int CALLS_PER_MINUTE = 4;
    private static final double READS_PER_SECOND = 20;
    private static final int MOST_SWEEPS_TO_SETTLE = 8;

    private final SoakHub hub = new SoakHub();
    private final Random random;
    private final RandomFaults faults;
    private final SoakMembers members;
    private final SoakTraffic traffic;
    private final SoakMail mail;
    private final SoakWrites writes;
    private final SoakSweeps sweeps;
    private final SoakInvocations invocations;
    private final Map<String, SoakMachine> machines = new LinkedHashMap<>();
    private final Soaked soaked = new Soaked();
    private final int accounts;
    private boolean stops;
    private Duration lived = Duration.ZERO;

    SoakOrganization(long seed, int accounts, int tables) {
        random = new Random(seed);
        stops = random.nextBoolean();
        faults = SoakFaults.of(seed);
        this.accounts = accounts;
        SoakWrites.Limits limits = new SoakWrites.Limits(accounts * tables / 12, tables / 6);
        hub.deploy(SoakPolicy.with(limits.spelled(), SoakMembers.owners(accounts)));
        hub.bed.readsPerSecond = READS_PER_SECOND;
        members = new SoakMembers(hub.bed.aws, accounts, tables, random, now().plus(AGE));
        traffic = new SoakTraffic(hub.queue, hub.bed.aws.time(), random);
        writes = new SoakWrites(hub.bed.aws, faults, limits);
        mail = new SoakMail(
                () -> hub.bed.aws.sandbox().topics().published(), writes, hub.bed.aws.time(), members::tableId);
        sweeps = new SoakSweeps(hub.bed, members, mail, faults);
        invocations =
                new SoakInvocations(hub, members, new SoakInvocations.Oracles(mail, writes, sweeps, faults), random);
        hub.bed.aws.time().advance(AGE);
        hub.bed.aws.sandbox().faults().some(faults);
    }

    /** Returns how long it has lived with faults and changes. */
    Duration lived() {
        return lived;
    }

    /** Lives that long in steps of a minute and more, and then until everything that happened has been seen. */
    Soaked live(Duration time, int changesPerMinute, long realNanos) {
        long begin = System.nanoTime();
        Instant born = now();
        Instant next = born;
        while (lived.compareTo(time) < 0 && System.nanoTime() - begin < realNanos) {
            if (!now().isBefore(next)) {
                start();
                next = next.plus(INTERVAL);
            }
            for (int i = 0; i < CALLS_PER_MINUTE; i++) {
                running().forEach(SoakMachine::advance);
                for (int change = 0; change < changesPerMinute / CALLS_PER_MINUTE; change++) {
                    happen();
                }
                traffic.arrive();
                traffic.deliver(invocations::deliver);
            }
            hub.bed.aws.time().advance(Duration.ofMinutes(1));
            members.advance(now());
            maybeStop();
            lived = Duration.between(born, now());
        }
        settle();
        return soaked;
    }

    /** A schedule may start two executions. */
    private void start() {
        int copies = random.nextInt(3) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            SoakMachine machine = new SoakMachine(
                    "sweep-" + soaked.sweeps++,
                    this,
                    key -> hub.bed.bucket.text(key).orElseThrow(() -> new AssertionError("there is no " + key)),
                    random);
            machines.put(machine.name, machine);
        }
    }

    /** Of every second organization a person stops an execution: the next one takes its lease over. */
    private void maybeStop() {
        if (stops && random.nextInt(10) == 0) {
            running().stream().filter(SoakMachine::isSweeping).findFirst().ifPresent(machine -> {
                stops = false;
                machine.abort();
                members.active().forEach(invocations::interrupted);
            });
        }
    }

    private List<SoakMachine> running() {
        return machines.values().stream()
                .filter(machine -> machine.status() == SoakMachine.Status.RUNNING)
                .toList();
    }

    @Override
    public SoakMachine.Status status(String execution) {
        return Objects.requireNonNull(machines.get(execution)).status();
    }

    @Override
    public Instant now() {
        return hub.bed.aws.time().instant();
    }

    private void happen() {
        Member member = members.any();
        SoakPlace.Change change = member.place().happen("user-" + ++soaked.changes);
        // What happens here is no call of the product.
        hub.bed.aws.sandbox().faults().some(null);
        member.oracle().note(change);
        hub.bed.aws.sandbox().faults().some(faults);
        traffic.send(change.call());
    }

    @Override
    public End call(SoakMachine machine, Kind kind, Map<String, Object> input) {
        End end = invocations.call(machine, kind, input);
        boolean begins = kind == Kind.PLAN
                && end instanceof End.Answered(Map<?, ?> answer)
                && !Boolean.TRUE.equals(answer.get("busy"));
        assertThat(running())
                .as("sweeps beside %s, which begins", machine.name)
                .noneMatch(other -> begins && other != machine && other.isSweeping());
        return end;
    }

    /** No fault and no change any more: what is in the queue arrives, and sweeps see the rest. */
    private void settle() {
        invocations.calm();
        soaked.kills = invocations.kills();
        soaked.messages = invocations.messages();
        soaked.faults = faults.hit();
        hub.bed.aws.sandbox().faults().some(null);
        finish();
        members.advance(Instant.MAX);
        // The schedule goes on: calls of an account that joined wait for the next plan.
        start();
        finish();
        traffic.arriveAll();
        deliverFor(INTERVAL.multipliedBy(3));
        raiseLimits();
        OrganizationReport last = null;
        for (int i = 0; last == null || toDo(last); i++) {
            assertThat(i).as("sweeps until nothing is left to do").isLessThan(MOST_SWEEPS_TO_SETTLE);
            start();
            finish();
            last = sweeps.last();
            deliverFor(INTERVAL);
        }
        assertAgrees(last);
    }

    /** Somebody raises the limits of the change budget, so that what is left gets done. */
    private void raiseLimits() {
        SoakWrites.Limits limits = new SoakWrites.Limits(100_000, 100_000);
        hub.deploy(SoakPolicy.with(limits.spelled(), SoakMembers.owners(accounts)));
        writes.limit(limits);
    }

    private static boolean toDo(OrganizationReport report) {
        return report.summary().tables().overBudget() > 0
                || report.places().stream().anyMatch(place -> place.toNotify() > 0);
    }

    private void finish() {
        while (!running().isEmpty()) {
            running().forEach(SoakMachine::advance);
            hub.bed.aws.time().advance(Duration.ofSeconds(20));
        }
    }

    private void deliverFor(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(Duration.ofMinutes(7))) {
            hub.bed.aws.time().advance(Duration.ofMinutes(7));
            traffic.deliver(invocations::deliver);
        }
    }

    private void assertAgrees(OrganizationReport last) {
        assertThat(last.organization().complete()).isTrue();
        assertThat(last.summary().tables().undetermined()).isZero();
        Map<VerdictKind, Long> truths = new EnumMap<>(VerdictKind.class);
        for (Member member : members.active()) {
            member.oracle().assertRecorded().forEach((verdict, count) -> truths.merge(verdict, count, Long::sum));
            member.place().existing().forEach(name -> assertPeopleKnow(member.place(), name));
        }
        assertThat((long) last.summary().tables().nonCompliant())
                .isEqualTo(truths.getOrDefault(VerdictKind.NON_COMPLIANT, 0L));
        assertThat((long) last.summary().tables().exempt()).isEqualTo(truths.getOrDefault(VerdictKind.EXEMPT, 0L));
        assertThat(hub.queue.messages()).isEmpty();
        List<QueueMessage> dead = new ArrayList<>(hub.dead.messages());
        dead.removeIf(message -> members.isSuspended(SoakInvocations.account(message)));
        assertThat(dead).as("dead letters of accounts that are not suspended").isEmpty();
        soaked.writes = writes.count();
        soaked.mails = mail.messages();
        soaked.repeats = mail.repeats();
    }

    /** People know each violation that there is, and of each change that was made. */
    private void assertPeopleKnow(SoakPlace place, String name) {
        String arn = place.where.table(name).arn();
        assertThat(mail.known(arn).fallsShort()).as(arn).isEqualTo(place.fallsShort(name));
        writes.lastBefore(arn, Instant.MAX)
                .ifPresent(changed -> assertThat(mail.known(arn).at())
                        .as("people were told of the change of %s", arn)
                        .isAfterOrEqualTo(changed));
    }

    @Override
    public void close() {
        hub.close();
    }
}
