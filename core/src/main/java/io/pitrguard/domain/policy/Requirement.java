package io.pitrguard.domain.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule asks of a table beyond point-in-time recovery, which is always asked. Built from {@link #RECOVERY_ON}, one
 * key after the other.
 */
public final class Requirement {
    /** The shortest period that DynamoDB knows, in days. */
    public static final int MIN_PERIOD_DAYS = 1;

    /** The longest period that DynamoDB knows, in days. */
    public static final int MAX_PERIOD_DAYS = 35;

    /** Only that recovery is on. */
    public static final Requirement RECOVERY_ON = new Requirement(Map.of());

    private final Map<RequirementKey<?>, Object> values;

    private Requirement(Map<RequirementKey<?>, Object> values) {
        this.values = values;
    }

    /**
     * Returns a requirement that asks for this, too, in place of what it asked for by the same key.
     *
     * @throws IllegalArgumentException when the key does not take the value
     */
    public <T> Requirement with(RequirementKey<T> key, T value) {
        Optional<String> problem = key.problem(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        Map<RequirementKey<?>, Object> all = new LinkedHashMap<>(values);
        if (key.asks(value)) {
            all.put(key, value);
        } else {
            all.remove(key);
        }
        return new Requirement(all);
    }

    /** Returns a requirement that asks for all that this one and the other ask for: the stricter value of each key. */
    public Requirement and(Requirement other) {
        Requirement all = this;
        for (RequirementKey<?> key : other.values.keySet()) {
            all = all.and(key, other);
        }
        return all;
    }

    private <T> Requirement and(RequirementKey<T> key, Requirement other) {
        T asked = other.get(key).orElseThrow();
        return with(key, get(key).map(own -> key.stricter(own, asked)).orElse(asked));
    }

    /** Whether it asks for that. */
    public boolean asks(RequirementKey<?> key) {
        return values.containsKey(key);
    }

    /** Returns what it asks for by a key; empty when nothing. */
    public <T> Optional<T> get(RequirementKey<T> key) {
        return Optional.ofNullable(values.get(key)).map(key.type()::cast);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Requirement requirement && values.equals(requirement.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("recovery on");
        values.forEach(
                (key, value) -> text.append(", ").append(key.name()).append(' ').append(value));
        return text.toString();
    }
}
