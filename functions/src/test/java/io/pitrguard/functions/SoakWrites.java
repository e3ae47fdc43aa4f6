package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.RandomFaults;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the product changed: only tables that the policy lets it remediate and that fell short, each once, and never more
 * than the change budget.
 */
final class SoakWrites {
    private static final String WRITE = "UpdateContinuousBackups";
    // Room is taken before a call is made, which may be in the hour before.
    private static final Duration LATE = Duration.ofMinutes(2);

    private final SandboxAws aws;
    private final RandomFaults faults;
    private final Map<String, Hours> hours = new HashMap<>();
    // By the ARN of a table: when it was changed.
    private final Map<String, NavigableSet<Instant>> made = new HashMap<>();
    private Limits limits;
    private long malformed;
    private int count;

    /** How many tables may be changed in an hour. */
    record Limits(int ofOrganization, int ofAccount) {
        /** Returns the same as the policy file spells it. */
        String spelled() {
            return "maxChangesPerSweep: %d, maxChangesPerAccount: %d".formatted(ofOrganization, ofAccount);
        }
    }

    /** The changes of an account, or of the organization, by hour; those that are late may be of the hour before. */
    private static final class Hours {
        private final Map<Instant, Integer> all = new TreeMap<>();
        private final Map<Instant, Integer> late = new TreeMap<>();
        private int sum;
        private int allowed;

        void add(Instant at, int limit, String who) {
            Instant hour = at.truncatedTo(ChronoUnit.HOURS);
            sum++;
            if (all.merge(hour, 1, Integer::sum) == 1) {
                allowed += limit;
            }
            late.merge(hour, at.isBefore(hour.plus(LATE)) ? 1 : 0, Integer::sum);
            assertThat(all.get(hour) - late.get(hour))
                    .as("changes of %s in the hour from %s", who, hour)
                    .isLessThanOrEqualTo(limit);
            assertThat(sum).as("changes of %s", who).isLessThanOrEqualTo(allowed);
        }
    }

    /** Watches the calls that reach a sandbox with these faults. */
    SoakWrites(SandboxAws aws, RandomFaults faults, Limits limits) {
        this.aws = aws;
        this.faults = faults;
        this.limits = limits;
    }

    /** From the next hour on there are other limits. */
    void limit(Limits others) {
        limits = others;
    }

    int count() {
        return count;
    }

    /** Returns when the product last changed a table before a moment; empty if it did not. */
    Optional<Instant> lastBefore(String arn, Instant end) {
        return Optional.ofNullable(
                made.getOrDefault(arn, Collections.emptyNavigableSet()).lower(end));
    }

    /** Checks what an invocation changed in places whose tables were so before. */
    void assertAllowed(Map<SoakPlace, Map<String, Recovery>> before) {
        List<Call> calls = aws.sandbox().calls().of(WRITE).stream()
                .filter(call -> call.status() == 200 && call.error() == null)
                .toList();
        aws.sandbox().calls().clear();
        int changed = 0;
        for (Map.Entry<SoakPlace, Map<String, Recovery>> each : before.entrySet()) {
            for (String name : each.getKey().existing()) {
                changed += assertAllowed(each.getKey(), name, each.getValue(), calls);
            }
        }
        long unanswered = faults.hit(WRITE, Effect.MALFORMED) - malformed;
        malformed += unanswered;
        // A call too many changed what was changed already, or a table elsewhere.
        assertThat(calls.size() - unanswered).as("%s", calls).isEqualTo(changed);
        count += changed;
    }

    private int assertAllowed(SoakPlace place, String name, Map<String, Recovery> before, List<Call> calls) {
        Recovery was = before.get(place.table(name).tableId());
        Recovery is = place.recovery(name);
        if (was == null || days(was) == days(is)) {
            return 0;
        }
        assertThat(SoakPolicy.remediates(name)).as("%s may be changed", name).isTrue();
        assertThat(SoakPolicy.fallsShort(name, was)).as(name).isNotEmpty();
        assertThat(days(is)).as(name).isEqualTo(SoakPolicy.DAYS);
        Instant at = calls.stream()
                .filter(call ->
                        name.equals(call.table()) && place.where.account().equals(call.account()))
                .map(Call::at)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("nobody called for " + place.where.table(name)));
        made.computeIfAbsent(place.where.table(name).arn(), _ -> new TreeSet<>())
                .add(at);
        count("organization", at, limits.ofOrganization());
        count(place.where.account(), at, limits.ofAccount());
        return 1;
    }

    private static int days(Recovery recovery) {
        return switch (recovery) {
            case Recovery.Enabled on -> on.days();
            case Recovery.Disabled _ -> 0;
        };
    }

    private void count(String who, Instant at, int limit) {
        hours.computeIfAbsent(who, _ -> new Hours()).add(at, limit, who);
    }
}
