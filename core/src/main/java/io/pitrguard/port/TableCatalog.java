package io.pitrguard.port;

import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/** Which tables there are in one account and region, and how AWS describes one. Never throws for what AWS answers. */
public interface TableCatalog {
    /** Lists names of tables in order, those after that one; from the start when it is empty. */
    Result<Page<List<String>>> list(Optional<String> after);

    /**
     * Reads one fact of a table with one call.
     *
     * @return {@code Known} with a value of the kind's type, {@code Gone} or {@code Unreadable}
     */
    Fact<?> fact(TableRef table, FactKind kind);
}
