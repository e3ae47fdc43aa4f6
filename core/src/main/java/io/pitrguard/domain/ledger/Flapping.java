package io.pitrguard.domain.ledger;

import io.pitrguard.domain.table.CallTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How often recovery was disabled after pitr-guard had enabled it, whatever the order in which that was learned of.
 *
 * @param enabledAt when pitr-guard last enabled it
 * @param disables how often it was disabled again, oldest first, once for each time that pitr-guard enabled it
 */
public record Flapping(Optional<Instant> enabledAt, List<Disable> disables) {
    /** Nobody disabled what pitr-guard had enabled. */
    public static final Flapping NONE = new Flapping(Optional.empty(), List.of());

    private static final int MOST = 50;

    /** A read may be a moment behind the write. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    /**
     * One time that it was disabled.
     *
     * @param enabledAt when pitr-guard had enabled recovery before
     * @param at when it was disabled, or was found to be
     * @param actor who did it, if CloudTrail showed that
     */
    public record Disable(Instant enabledAt, Instant at, Optional<Actor> actor) {
        private Disable or(Disable other) {
            return actor.isPresent()
                    ? this
                    : new Disable(enabledAt, other.actor.isPresent() ? other.at : at, other.actor);
        }
    }

    public Flapping {
        disables = disables.stream().sorted(Comparator.comparing(Disable::at)).toList();
        disables = disables.subList(Math.max(0, disables.size() - MOST), disables.size());
    }

    /** Returns the same after pitr-guard enabled recovery and read that it is on. */
    public Flapping enabled(Instant at) {
        return new Flapping(enabledAt.filter(then -> then.isAfter(at)).or(() -> Optional.of(at)), disables);
    }

    /** Returns the same after somebody disabled it. */
    public Flapping disabled(Instant at, Actor by) {
        Optional<Instant> before = enablings().stream()
                .filter(enabled -> !CallTime.isBefore(at, enabled))
                .max(Comparator.naturalOrder());
        return before.map(enabled -> with(new Disable(enabled, at, Optional.of(by))))
                .orElse(this);
    }

    /** Returns the same after it was observed to be off. */
    public Flapping observedOff(Instant at) {
        return enabledAt
                .filter(enabled -> at.isAfter(enabled.plus(SETTLING)))
                .map(enabled -> with(new Disable(enabled, at, Optional.empty())))
                .orElse(this);
    }

    /**
     * Returns since when recovery is flapping; empty if it is not. It stays so until a person acknowledges it, however
     * long that takes.
     */
    public Optional<Instant> flappingSince(FlappingRules rules) {
        return flappingFrom(rules)
                .map(first -> disables.get(first + rules.limit() - 1).at());
    }

    private Optional<Integer> flappingFrom(FlappingRules rules) {
        for (int first = 0; first + rules.limit() <= disables.size(); first++) {
            Instant from = disables.get(first).at();
            Instant to = disables.get(first + rules.limit() - 1).at();
            if (Duration.between(from, to).compareTo(rules.window()) <= 0) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    /** Returns in words who disabled it when, from the first time that counts. */
    public String description(FlappingRules rules) {
        return String.join(
                "; ",
                disables.stream()
                        .skip(flappingFrom(rules).orElse(0))
                        .map(disable -> disable.at().truncatedTo(ChronoUnit.SECONDS)
                                + disable.actor()
                                        .map(actor -> " by " + actor.description())
                                        .orElse(" (no event named who)"))
                        .toList());
    }

    private List<Instant> enablings() {
        List<Instant> all =
                new ArrayList<>(disables.stream().map(Disable::enabledAt).toList());
        enabledAt.ifPresent(all::add);
        return all;
    }

    /** Enabling is undone once: other events about it say the same again. */
    private Flapping with(Disable disable) {
        List<Disable> all = new ArrayList<>();
        boolean known = false;
        for (Disable each : disables) {
            boolean same = each.enabledAt().equals(disable.enabledAt());
            known |= same;
            all.add(same ? each.or(disable) : each);
        }
        if (!known) {
            all.add(disable);
        }
        return new Flapping(enabledAt, all);
    }
}
