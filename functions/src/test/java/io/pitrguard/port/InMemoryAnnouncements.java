package io.pitrguard.port;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The twin in memory. */
public final class InMemoryAnnouncements implements Announcements {
    /** What it answers while it is out. */
    public static final Cause OUT = new Cause(Cause.Kind.DENIED, "AWS denied it.");

    private final Map<AccountRegion, Told> all = new HashMap<>();
    private boolean out;

    /** From now on nothing is read or stored. */
    public void goOut() {
        out = true;
    }

    @Override
    public Looked<Told> told(AccountRegion where) {
        return out ? new Looked.Failed<>(OUT) : new Looked.Seen<>(all.getOrDefault(where, Told.NOTHING));
    }

    @Override
    public Optional<Cause> store(AccountRegion where, Told told) {
        if (out) {
            return Optional.of(OUT);
        }
        all.put(where, told);
        return Optional.empty();
    }
}
