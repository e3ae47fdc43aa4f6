package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The entries of a batch request, each of which succeeds or fails alone. */
final class BatchEntries {

    private static final int MOST = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private BatchEntries() {}

    /**
     * 1 to 10 entries with distinct ids.
     *
     * @param kind what a refusal calls them
     */
    static List<Input> require(Input input, String kind) {
        List<Input> entries = input.structures("Entries");
        if (entries.isEmpty()) {
            throw ServiceError.client("EmptyBatchRequest", "There should be at least one " + kind + " in the request.");
        }
        if (entries.size() > MOST) {
            throw ServiceError.client(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are %d. You have sent %d.".formatted(MOST, entries.size()));
        }
        Set<String> ids = new HashSet<>();
        for (Input entry : entries) {
            String id = id(entry);
            if (!ids.add(id)) {
                throw ServiceError.client("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
        return entries;
    }

    /** The answer to a batch: what each entry answers, or why it failed. */
    static ObjectNode each(List<Input> entries, Function<Input, ObjectNode> operation) {
        ObjectNode answer = Json.object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = Json.object().arrayNode();
        for (Input entry : entries) {
            try {
                successful.add(Json.object().put("Id", id(entry)).setAll(operation.apply(entry)));
            } catch (ServiceError refusal) {
                failed.addObject()
                        .put("Id", id(entry))
                        .put("SenderFault", true)
                        .put("Code", SqsErrors.QUERY_CODES.getOrDefault(refusal.code(), refusal.code()))
                        .put("Message", refusal.text());
            }
        }
        return failed.isEmpty() ? answer : answer.set("Failed", failed);
    }

    private static String id(Input entry) {
        String id = entry.text("Id").orElse("");
        if (!ID.matcher(id).matches()) {
            throw ServiceError.client(
                    "InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                            + " It can be at most 80 letters long.");
        }
        return id;
    }
}
