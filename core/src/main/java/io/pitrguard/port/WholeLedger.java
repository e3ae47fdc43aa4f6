package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;
import java.util.function.Consumer;

/** The records of all accounts and regions that one ledger has, for reading. Never throws for what AWS answers. */
public interface WholeLedger {
    /**
     * Reads all records, also those of tables that no longer exist, page by page, so that nobody has to hold all of them.
     * One that cannot be understood does not keep the others from being read, and is among a page's problems.
     *
     * @param pages takes each page; a page may be empty
     * @return why reading failed, then the pages are only a part; empty if it did not
     */
    Optional<Cause> readAll(Consumer<Ledger.Fleet> pages);
}
