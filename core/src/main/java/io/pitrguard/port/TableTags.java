package io.pitrguard.port;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.util.Map;
import java.util.Optional;

/** The tags of tables, in bulk and singly. Never throws for what AWS answers. */
public interface TableTags {
    /**
     * Reads a page of tags from an index that may lag behind; the first page when the token is empty.
     *
     * @return tags by the table's ARN, since an index may hold tables of other accounts and regions; a table that never had
     *     a tag is left out of every page, and so is one whose entry is the page's {@link Page#gap}
     */
    Result<Page<Map<String, Tags.Known>>> bulk(Optional<String> token);

    /** Reads the tags of one table from the table itself. */
    Tags of(TableRef table);
}
