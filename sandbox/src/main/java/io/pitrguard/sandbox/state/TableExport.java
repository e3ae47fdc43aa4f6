package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An export of a table to S3 (API reference, ExportDescription).
 *
 * @param request its members, as it was asked for
 * @param token that makes it once; null where the caller gave none
 * @param moment the moment that the items are of
 * @param until when AWS is done with it
 * @param ending null before that
 */
public record TableExport(
        String arn,
        TableState table,
        ObjectNode request,
        @Nullable String token,
        Instant moment,
        Instant started,
        Instant until,
        List<ObjectNode> items,
        @Nullable Ending ending) {

    /** How it ended. */
    public sealed interface Ending {
        /**
         * All files are in the bucket.
         *
         * @param manifest key of the summary
         */
        record Completed(String manifest) implements Ending {}

        /** It failed. */
        record Failed(String code, String message) implements Ending {}
    }

    /** Copies. */
    public TableExport {
        items = List.copyOf(items);
    }

    /** Returns the last part of its ARN, which its keys in the bucket have, too. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Returns the ARN of its table. */
    public String tableArn() {
        return arn.substring(0, arn.indexOf("/export/"));
    }

    /** Returns a copy that ended. */
    public TableExport with(Ending newEnding) {
        return new TableExport(arn, table, request, token, moment, started, until, items, newEnding);
    }
}
