package io.pitrguard.domain.table;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything read of a table apart from its recovery state.
 *
 * @param read the facts that were read; one that is not among them was not
 */
public record TableFacts(TableRef table, Tags tags, Map<FactKind, Fact<?>> read) {
    public TableFacts {
        read = Map.copyOf(read);
        read.forEach(TableFacts::check);
    }

    /** Creates the facts of a table of which nothing but its tags was read. */
    public TableFacts(TableRef table, Tags tags) {
        this(table, tags, Map.of());
    }

    /** Creates the facts of a table whose description was read, or could not be. */
    public TableFacts(TableRef table, Tags tags, Fact<TableDetails> details) {
        this(table, tags, with(Map.of(), FactKind.DETAILS, details));
    }

    /** Returns the table's description. */
    public Fact<TableDetails> details() {
        return get(FactKind.DETAILS, TableDetails.class);
    }

    /** Returns which of the tables that had the name over time it is; empty where that is not known. */
    public Optional<TableDetails.Origin> origin() {
        return details() instanceof Fact.Known<TableDetails>(TableDetails known) ? known.origin() : Optional.empty();
    }

    /**
     * Returns one fact.
     *
     * @param type the type of the kind's values
     */
    // The constructor lets in only values of the kind's type.
    @SuppressWarnings("unchecked")
    public <T> Fact<T> get(FactKind kind, Class<T> type) {
        if (type != kind.type()) {
            throw new IllegalArgumentException(kind + " is not of type " + type.getName());
        }
        return (Fact<T>) read.getOrDefault(kind, new Fact.NotRead<>());
    }

    /**
     * Returns a fact that must be known.
     *
     * @throws IllegalStateException where the fact is not known, since nothing may be concluded from that
     */
    public <T> T known(FactKind kind, Class<T> type) {
        if (get(kind, type) instanceof Fact.Known<T>(T value)) {
            return value;
        }
        throw new IllegalStateException(kind + " of table " + table.name() + " is not known");
    }

    /** Returns those of some facts that nobody has read yet. */
    public Set<FactKind> missing(Set<FactKind> some) {
        Set<FactKind> missing = EnumSet.noneOf(FactKind.class);
        missing.addAll(some);
        missing.removeAll(read.keySet());
        return missing;
    }

    /** Returns why one of some facts could not be read; empty where none of them failed. */
    public Optional<Cause> failure(Set<FactKind> some) {
        for (FactKind kind : FactKind.values()) {
            if (some.contains(kind) && read.get(kind) instanceof Fact.Unreadable<?> unreadable) {
                return Optional.of(unreadable.cause());
            }
        }
        return Optional.empty();
    }

    /** Whether a fact could not be read because the table no longer exists. */
    public boolean gone() {
        return read.values().stream().anyMatch(Fact.Gone.class::isInstance);
    }

    /** Returns the same facts with this description. */
    public TableFacts with(Fact<TableDetails> details) {
        return with(FactKind.DETAILS, details);
    }

    /** Returns the same facts with one more, or with a newer one of its kind. */
    public TableFacts with(FactKind kind, Fact<?> fact) {
        return new TableFacts(table, tags, with(read, kind, fact));
    }

    /** Returns the same facts with these tags. */
    public TableFacts with(Tags newTags) {
        return new TableFacts(table, newTags, read);
    }

    private static Map<FactKind, Fact<?>> with(Map<FactKind, Fact<?>> read, FactKind kind, Fact<?> fact) {
        Map<FactKind, Fact<?>> all = new EnumMap<>(FactKind.class);
        all.putAll(read);
        if (fact instanceof Fact.NotRead<?>) {
            all.remove(kind);
        } else {
            all.put(kind, fact);
        }
        return all;
    }

    private static void check(FactKind kind, Fact<?> fact) {
        boolean fits = fact instanceof Fact.Known<?> known
                ? kind.type().isInstance(known.value())
                : !(fact instanceof Fact.NotRead<?>);
        if (!fits) {
            throw new IllegalArgumentException(kind + " cannot be " + fact);
        }
    }
}
