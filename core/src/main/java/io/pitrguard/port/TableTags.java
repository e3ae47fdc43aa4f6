package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.util.Map;
import java.util.Optional;

/** The tags of tables, in bulk and singly. Never throws for what AWS answers. */
public interface TableTags {
    /** One step of reading the tags of all tables of an account and region. */
    sealed interface Answer {
        /**
         * Tags by the table's name; a table that never had a tag is left out of every page.
         *
         * @param next the token of the next page; empty on the last one
         */
        record Page(Map<String, Tags.Known> byName, Optional<String> next) implements Answer {
            public Page {
                byName = Map.copyOf(byName);
            }
        }

        /** The page could not be read. */
        record Failed(Cause cause) implements Answer {}
    }

    /** Reads a page of tags from an index that may lag behind; the first page when the token is empty. */
    Answer bulk(Optional<String> token);

    /** Reads the tags of one table from the table itself. */
    Tags of(TableRef table);
}
