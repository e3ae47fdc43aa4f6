package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Optional;
import java.util.UUID;

/** Event source mappings, one by one. They pass on nothing. */
final class MappingOperations {

    private static final String TAGS = "@tags";
    private static final String STATE = "State";

    private MappingOperations() {}

    /** Answers Creating, as Lambda does; the mapping is ready at once. */
    static ObjectNode create(Input input, Account account) {
        String function = MappingInput.function(
                input.text("FunctionName").orElseThrow(() -> MappingErrors.invalid("FunctionName is required")),
                account);
        MappingInput.requireNew(input, account);
        String source = input.text("EventSourceArn").orElseThrow();
        requireFree(source, function, account);
        String id = UUID.randomUUID().toString();
        ObjectNode mapping = MappingInput.defaults()
                .put("UUID", id)
                .put("EventSourceArn", source)
                .put("StartingPosition", input.text("StartingPosition").orElseThrow())
                .put("EventSourceMappingArn", account.location().eventSourceMapping(id))
                .put("LastProcessingResult", "No records processed");
        mapping.set(TAGS, input.structure("Tags").map(Input::members).orElseGet(Json::object));
        change(mapping, input, account);
        mapping.put("FunctionArn", function)
                .put(STATE, enabled(input.flag("Enabled").orElse(true)));
        account.named().mappings().put(id, mapping);
        return shown(mapping).put(STATE, "Creating");
    }

    static ObjectNode get(Input input, Account account) {
        return shown(require(input, account));
    }

    /** What the request leaves out stays. */
    static ObjectNode update(Input input, Account account) {
        ObjectNode mapping = require(input, account);
        MappingInput.requireChange(input);
        String function = input.text("FunctionName")
                .map(name -> MappingInput.function(name, account))
                .orElse(mapping.path("FunctionArn").asText());
        change(mapping, input, account);
        mapping.put("FunctionArn", function);
        Optional<Boolean> enabled = input.flag("Enabled");
        enabled.ifPresent(on -> mapping.put(STATE, enabled(on)));
        account.named().mappings().put(mapping.path("UUID").asText(), mapping);
        return enabled.isPresent()
                ? shown(mapping).put(STATE, enabled.get() ? "Enabling" : "Disabling")
                : shown(mapping);
    }

    static ObjectNode delete(Input input, Account account) {
        ObjectNode mapping = require(input, account);
        account.named().mappings().remove(mapping.path("UUID").asText());
        return shown(mapping).put(STATE, "Deleting");
    }

    static ObjectNode tags(Input input, Account account) {
        return Json.object().set("Tags", ofArn(input, account).path(TAGS));
    }

    static ObjectNode tag(Input input, Account account) {
        ObjectNode mapping = ofArn(input, account);
        Input added = input.structure("Tags").orElseThrow(() -> MappingErrors.invalid("Tags are required"));
        mapping.withObject("/" + TAGS).setAll(added.members());
        account.named().mappings().put(mapping.path("UUID").asText(), mapping);
        return Json.object();
    }

    private static ObjectNode ofArn(Input input, Account account) {
        String arn = input.text(Lambda.RESOURCE).orElse("");
        return account.named()
                .mappings()
                .find(arn.replaceFirst("^.*:event-source-mapping:", ""))
                .orElseThrow(MappingErrors::gone);
    }

    /** Returns what callers see. */
    static ObjectNode shown(ObjectNode mapping) {
        ObjectNode view = mapping.deepCopy();
        view.remove(TAGS);
        return view;
    }

    private static void change(ObjectNode mapping, Input input, Account account) {
        for (String member : MappingInput.CHANGEABLE) {
            if (input.has(member)) {
                mapping.set(member, input.members().get(member));
            }
        }
        // An empty key is none.
        if (mapping.path("KMSKeyArn").asText("x").isEmpty()) {
            mapping.remove("KMSKeyArn");
        }
        mapping.put("LastModified", Json.timestamp(account.now())).put("StateTransitionReason", "User action");
    }

    private static void requireFree(String source, String function, Account account) {
        for (ObjectNode other : account.named().mappings().all()) {
            if (other.path("EventSourceArn").asText().equals(source)
                    && other.path("FunctionArn").asText().equals(function)) {
                throw MappingErrors.conflict(
                        source, function, other.path("UUID").asText());
            }
        }
    }

    private static ObjectNode require(Input input, Account account) {
        String id = input.text(Lambda.UUID).orElse("");
        return account.named().mappings().find(id).orElseThrow(MappingErrors::gone);
    }

    private static String enabled(boolean on) {
        return on ? "Enabled" : "Disabled";
    }
}
