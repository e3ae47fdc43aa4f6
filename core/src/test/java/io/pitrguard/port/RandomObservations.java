package io.pitrguard.port;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.AwsTable;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Random looks at a random life of a table. */
final class RandomObservations {
    private static final int MOST = 14;

    private final TableRef table;
    private final Random random;
    private AwsTable state = AwsTable.off();

    RandomObservations(TableRef table, Random random) {
        this.table = table;
        this.random = random;
    }

    /** Gives observations in the order of their times; no two are of one moment. */
    List<Observation> observations() {
        List<Observation> observations = new ArrayList<>();
        int count = 1 + random.nextInt(MOST);
        while (observations.size() < count) {
            for (int i = random.nextInt(3); i > 0; i--) {
                happen();
            }
            observations.add(observation(observations.size()));
            state = state.after(Duration.ofSeconds(1));
        }
        return observations;
    }

    private void happen() {
        state = switch (random.nextInt(8)) {
            case 0 -> state.disable();
            case 1 -> state.enable(1 + random.nextInt(35));
            case 2 -> state.enable(List.of(1, 7, 35).get(random.nextInt(3)));
            case 3 -> state.on() ? state.offFor(duration()) : state.enable(35);
            default -> state.after(duration());
        };
    }

    private Duration duration() {
        return switch (random.nextInt(3)) {
            case 0 -> Duration.ofMinutes(random.nextInt(40));
            case 1 -> Duration.ofHours(1 + random.nextInt(60));
            default -> Duration.ofDays(1 + random.nextInt(20));
        };
    }

    private Call call(int number) {
        Actor actor = new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-" + number);
        return new Call("UpdateContinuousBackups", state.now(), actor, false, true, OptionalInt.empty(), false);
    }

    private Observation observation(int number) {
        boolean unread = random.nextInt(6) == 0;
        return new Observation(
                table,
                random.nextBoolean() ? Optional.of("id-1") : Optional.empty(),
                Optional.empty(),
                unread ? undetermined() : random.nextInt(8) == 0 ? exempt() : judged(),
                unread ? Optional.empty() : Optional.of(state.snapshot()),
                outcome(number),
                random.nextInt(5) == 0 ? Optional.of(call(number)) : Optional.empty());
    }

    private Optional<Outcome> outcome(int number) {
        return switch (random.nextInt(6)) {
            case 0 -> Optional.of(new Outcome.Fixed("It was turned on, no. " + number + ".", List.of()));
            case 1 -> Optional.of(new Outcome.FixFailed("AWS denied it, no. " + number + "."));
            default -> Optional.empty();
        };
    }

    private LastObservation judged() {
        SortedMap<FindingKind, String> violations = new TreeMap<>();
        if (!state.on()) {
            violations.put(FindingKind.RECOVERY_DISABLED, "Point-in-time recovery is off; the policy requires it on.");
        } else if (state.days() < 7) {
            violations.put(FindingKind.PERIOD_TOO_SHORT, "The recovery period is " + state.days() + " days.");
        }
        return seen(violations.isEmpty() ? VerdictKind.COMPLIANT : VerdictKind.NON_COMPLIANT, violations, "");
    }

    private LastObservation exempt() {
        return seen(
                VerdictKind.EXEMPT,
                Collections.emptySortedMap(),
                "Exempt until 2027-01-01: being retired (owner: shop).");
    }

    private LastObservation seen(VerdictKind verdict, SortedMap<FindingKind, String> violations, String reason) {
        Optional<Instant> earliest = state.snapshot().window().map(Point.Window::earliest);
        return new LastObservation(
                state.now(),
                trigger(),
                verdict,
                violations,
                reason,
                new LastObservation.Recovery(
                        state.on() ? LastObservation.Status.ENABLED : LastObservation.Status.DISABLED,
                        state.on() ? OptionalInt.of(state.days()) : OptionalInt.empty(),
                        earliest,
                        earliest.map(_ -> state.now())));
    }

    private LastObservation undetermined() {
        return new LastObservation(
                state.now(),
                trigger(),
                VerdictKind.UNDETERMINED,
                new TreeMap<>(Map.of()),
                "AWS throttled it.",
                new LastObservation.Recovery(
                        LastObservation.Status.UNREADABLE, OptionalInt.empty(), Optional.empty(), Optional.empty()));
    }

    private Trigger trigger() {
        return Trigger.values()[random.nextInt(Trigger.values().length)];
    }
}
