package io.pitrguard.functions;

/** What happened, to show that it did. */
final class Soaked {
    int changes;
    int messages;
    int sweeps;
    int kills;
    long faults;
    int writes;
    int mails;
    int repeats;

    void add(Soaked other) {
        changes += other.changes;
        messages += other.messages;
        sweeps += other.sweeps;
        kills += other.kills;
        faults += other.faults;
        writes += other.writes;
        mails += other.mails;
        repeats += other.repeats;
    }

    @Override
    public String toString() {
        return "%,d changes, %,d messages, %,d sweeps, %,d kills, %,d faults, %,d writes, %,d mails, %,d repeated"
                .formatted(changes, messages, sweeps, kills, faults, writes, mails, repeats);
    }
}
