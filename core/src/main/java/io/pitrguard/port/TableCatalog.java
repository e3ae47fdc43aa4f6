package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/** Which tables there are in one account and region, and how AWS describes one. Never throws for what AWS answers. */
public interface TableCatalog {
    /** One step of listing. */
    sealed interface Answer {
        /**
         * Some names, in order.
         *
         * @param last where the next page starts after; empty on the last page
         */
        record Page(List<String> names, Optional<String> last) implements Answer {
            public Page {
                names = List.copyOf(names);
            }
        }

        /** The page could not be read. */
        record Failed(Cause cause) implements Answer {}
    }

    /** Lists the tables after that name; from the start when it is empty. */
    Answer list(Optional<String> after);

    /**
     * Reads one fact of a table with one call.
     *
     * @return {@code Known} with a value of the kind's type, {@code Gone} or {@code Unreadable}
     */
    Fact<?> fact(TableRef table, FactKind kind);
}
