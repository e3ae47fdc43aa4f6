package io.pitrguard.domain.ledger;

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
 * @param enabledAt when pitr-guard was last seen to have enabled it
 * @param bouts the disablings, oldest first, one for each enabling
 */
public record Flapping(Optional<Instant> enabledAt, List<Bout> bouts) {
    /** Nobody disabled what pitr-guard had enabled. */
    public static final Flapping NONE = new Flapping(Optional.empty(), List.of());

    private static final int MOST = 50;

    /** A read may be a moment behind the write. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    /**
     * One disabling.
     *
     * @param enabledAt when pitr-guard had enabled recovery before
     * @param at when it was disabled, or was found to be
     * @param actor who did it, where CloudTrail showed that
     */
    public record Bout(Instant enabledAt, Instant at, Optional<Actor> actor) {
        private Bout or(Bout other) {
            return actor.isPresent() ? this : new Bout(enabledAt, other.actor.isPresent() ? other.at : at, other.actor);
        }
    }

    public Flapping {
        bouts = bouts.stream().sorted(Comparator.comparing(Bout::at)).toList();
        bouts = bouts.subList(Math.max(0, bouts.size() - MOST), bouts.size());
    }

    /** Gives the same after pitr-guard enabled recovery and saw that it is on. */
    public Flapping enabled(Instant at) {
        return new Flapping(enabledAt.filter(then -> then.isAfter(at)).or(() -> Optional.of(at)), bouts);
    }

    /** Gives the same after somebody disabled it; CloudTrail's times are whole seconds. */
    public Flapping disabled(Instant at, Actor by) {
        Optional<Instant> before = enablings().stream()
                .filter(enabled -> !at.isBefore(enabled.truncatedTo(ChronoUnit.SECONDS)))
                .max(Comparator.naturalOrder());
        return before.map(enabled -> with(new Bout(enabled, at, Optional.of(by))))
                .orElse(this);
    }

    /** Gives the same after it was seen to be off. */
    public Flapping seenOff(Instant at) {
        return enabledAt
                .filter(enabled -> at.isAfter(enabled.plus(SETTLING)))
                .map(enabled -> with(new Bout(enabled, at, Optional.empty())))
                .orElse(this);
    }

    /**
     * Gives since when it is a fight; empty when it is none. It stays one until people settle it, however long they
     * take.
     */
    public Optional<Instant> fightSince(FlappingRules rules) {
        return fightFrom(rules)
                .map(first -> bouts.get(first + rules.limit() - 1).at());
    }

    private Optional<Integer> fightFrom(FlappingRules rules) {
        for (int first = 0; first + rules.limit() <= bouts.size(); first++) {
            Instant from = bouts.get(first).at();
            Instant to = bouts.get(first + rules.limit() - 1).at();
            if (Duration.between(from, to).compareTo(rules.window()) <= 0) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    /** Says in words who disabled it when, from the first time on that is part of the fight. */
    public String inWords(FlappingRules rules) {
        return String.join(
                "; ",
                bouts.stream()
                        .skip(fightFrom(rules).orElse(0))
                        .map(bout -> bout.at().truncatedTo(ChronoUnit.SECONDS) + " by "
                                + bout.actor().map(Actor::inWords).orElse("somebody that no event named"))
                        .toList());
    }

    private List<Instant> enablings() {
        List<Instant> all = new ArrayList<>(bouts.stream().map(Bout::enabledAt).toList());
        enabledAt.ifPresent(all::add);
        return all;
    }

    /** Each enabling is undone once: what else is told of it says the same again. */
    private Flapping with(Bout bout) {
        List<Bout> all = new ArrayList<>();
        boolean known = false;
        for (Bout each : bouts) {
            boolean same = each.enabledAt().equals(bout.enabledAt());
            known |= same;
            all.add(same ? each.or(bout) : each);
        }
        if (!known) {
            all.add(bout);
        }
        return new Flapping(enabledAt, all);
    }
}
