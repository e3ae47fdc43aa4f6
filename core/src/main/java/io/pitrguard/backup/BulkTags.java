package io.pitrguard.backup;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.TableTags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of all tables, as AWS's index has them: a call for a hundred tables instead of a hundred calls. It is read on
 * first use, and may lag behind; where it cannot be read to its end, it knows nothing.
 */
final class BulkTags {
    private final TableTags tags;
    private boolean asked;
    private Optional<Map<String, Tags.Known>> all = Optional.empty();

    BulkTags(TableTags tags) {
        this.tags = tags;
    }

    /** Returns the tags of a table; empty if the index could not be read. */
    Optional<Tags> of(TableRef table) {
        if (!asked) {
            asked = true;
            all = read();
        }
        return all.map(known -> known.getOrDefault(table.arn(), new Tags.Known(Map.of())));
    }

    private Optional<Map<String, Tags.Known>> read() {
        Map<String, Tags.Known> read = new HashMap<>();
        PageTrail<String> trail = new PageTrail<>();
        Optional<String> token = Optional.empty();
        do {
            Optional<Page<Map<String, Tags.Known>>> page = tags.bulk(token).success();
            if (page.isEmpty() || page.get().gap().isPresent()) {
                return Optional.empty();
            }
            read.putAll(page.get().content());
            token = page.get().next();
            if (token.filter(trail::isEndless).isPresent()) {
                return Optional.empty();
            }
        } while (token.isPresent());
        return Optional.of(read);
    }
}
