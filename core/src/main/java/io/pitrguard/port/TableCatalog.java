package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableDetails;
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

    /** Describes a table: {@code Known}, {@code Gone} or {@code Unreadable}. */
    TableDetails describe(TableRef table);
}
