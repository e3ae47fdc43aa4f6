package io.pitrguard.port;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Remembers what people were told of an installation as a whole. Never throws for what AWS answers. */
public interface Announcements {
    /** Reads what they were told; {@link Told#NOTHING} where that was never stored. */
    Looked<Told> told(AccountRegion where);

    /** Stores what they were told; gives why that failed, empty when it did not. */
    Optional<Cause> store(AccountRegion where, Told told);

    /** Remembers nothing: everything is told each time. */
    Announcements NONE = new Announcements() {
        @Override
        public Looked<Told> told(AccountRegion where) {
            return new Looked.Seen<>(Told.NOTHING);
        }

        @Override
        public Optional<Cause> store(AccountRegion where, Told told) {
            return Optional.empty();
        }
    };
}
