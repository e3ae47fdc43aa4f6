package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.PutEvent;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps events; no rule ever gets one. */
final class PutEventsOperation {

    private static final int MOST_ENTRIES = 10;
    private static final int MAX_BYTES = 262_144;

    private PutEventsOperation() {}

    static ObjectNode put(Input input, Account account) {
        List<Input> entries = input.structures("Entries");
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw Errors.constraint(
                    entries.size() + " entries",
                    "entries",
                    "Member must have length less than or equal to 10 and greater than or equal to 1");
        }
        if (entries.stream().mapToInt(PutEventsOperation::bytes).sum() > MAX_BYTES) {
            throw Errors.validation("Total size of the entries in the request is over the limit.");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("Entries");
        int failed = 0;
        for (Input entry : entries) {
            Optional<String> problem = problem(entry);
            problem.ifPresentOrElse(
                    text -> results.addObject().put("ErrorCode", text).put("ErrorMessage", text + "."),
                    () -> results.addObject().put("EventId", keep(entry, account)));
            failed += problem.isPresent() ? 1 : 0;
        }
        return answer.put("FailedEntryCount", failed);
    }

    private static Optional<String> problem(Input entry) {
        String source = text(entry, "Source");
        if (source.isEmpty() || text(entry, "DetailType").isEmpty()) {
            return Optional.of("InvalidArgument");
        }
        if (source.startsWith("aws.")) {
            return Optional.of("NotAuthorizedForSourceException");
        }
        return Json.read(text(entry, "Detail")) == null ? Optional.of("MalformedDetail") : Optional.empty();
    }

    private static String keep(Input entry, Account account) {
        account.events()
                .put(new PutEvent(
                        entry.text("EventBusName").orElse("default"),
                        text(entry, "Source"),
                        text(entry, "DetailType"),
                        text(entry, "Detail"),
                        entry.texts("Resources")));
        return UUID.randomUUID().toString();
    }

    private static int bytes(Input entry) {
        return bytes(text(entry, "Source"))
                + bytes(text(entry, "DetailType"))
                + bytes(text(entry, "Detail"))
                + entry.texts("Resources").stream()
                        .mapToInt(PutEventsOperation::bytes)
                        .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static String text(Input entry, String member) {
        return entry.text(member).orElse("");
    }
}
