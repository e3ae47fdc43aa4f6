package io.pitrguard.functions;

/** What happened, to show that it did. */
final class Soaked {
    int changes;
    int messages;
    int sweeps;
    int kills;
    long faults;

    void add(Soaked other) {
        changes += other.changes;
        messages += other.messages;
        sweeps += other.sweeps;
        kills += other.kills;
        faults += other.faults;
    }

    @Override
    public String toString() {
        return "%,d changes, %,d messages, %,d sweeps, %,d kills, %,d faults"
                .formatted(changes, messages, sweeps, kills, faults);
    }
}
