package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.TrailSelectors;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The event selectors of a request, basic or advanced (API reference, PutEventSelectors). */
public final class EventSelectors {

    private static final String BASIC = "EventSelectors";
    private static final String ADVANCED = "AdvancedEventSelectors";
    private static final int MOST = 5;
    private static final int MOST_RESOURCES = 250;
    private static final Set<String> READ_WRITE = Set.of("ReadOnly", "WriteOnly", "All");
    private static final Set<String> RESOURCES =
            Set.of("AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table");

    /** The only services whose management events a trail can leave out. */
    static final Set<String> EXCLUDABLE = Set.of("kms.amazonaws.com", "rdsdata.amazonaws.com");

    private EventSelectors() {}

    /** Returns the selectors of a request, checked and with what AWS adds. */
    public static TrailSelectors read(Input input) {
        List<Input> basic = input.structures(BASIC);
        List<Input> advanced = input.structures(ADVANCED);
        if (basic.isEmpty() == advanced.isEmpty()) {
            throw TrailErrors.invalidSelectors(
                    "Specify either EventSelectors or AdvancedEventSelectors, and one selector at least.");
        }
        return basic.isEmpty() ? AdvancedSelectors.read(advanced) : basic(basic);
    }

    /** Returns the selectors that a JSON list holds, checked. */
    public static TrailSelectors parse(boolean advanced, String list) {
        String member = advanced ? ADVANCED : BASIC;
        return read(new Input(Objects.requireNonNull(Json.read("{\"" + member + "\":" + list + "}"), list)));
    }

    static String member(TrailSelectors selectors) {
        return selectors.advanced() ? ADVANCED : BASIC;
    }

    static JsonNode list(TrailSelectors selectors) {
        return Objects.requireNonNull(Json.read("{\"list\":" + selectors.list() + "}"))
                .path("list");
    }

    private static TrailSelectors basic(List<Input> selectors) {
        if (selectors.size() > MOST) {
            throw TrailErrors.invalidSelectors("A trail can have up to 5 event selectors.");
        }
        ArrayNode list = Json.object().arrayNode();
        int resources = 0;
        for (Input selector : selectors) {
            ObjectNode view = basic(selector);
            for (JsonNode resource : view.path("DataResources")) {
                resources += resource.path("Values").size();
            }
            list.add(view);
        }
        if (resources > MOST_RESOURCES) {
            throw TrailErrors.invalidSelectors("A trail is limited to 250 data resources.");
        }
        return new TrailSelectors(false, list.toString());
    }

    private static ObjectNode basic(Input selector) {
        String readWrite = selector.text("ReadWriteType").orElse("All");
        if (!READ_WRITE.contains(readWrite)) {
            throw TrailErrors.invalidSelectors(
                    "ReadWriteType '" + readWrite + "' is none of ReadOnly, WriteOnly and All.");
        }
        boolean management = selector.flag("IncludeManagementEvents").orElse(true);
        List<Input> resources = selector.structures("DataResources");
        if (!management && resources.isEmpty()) {
            throw TrailErrors.invalidSelectors("An event selector must log management events or data resources.");
        }
        ObjectNode view = Json.object().put("ReadWriteType", readWrite).put("IncludeManagementEvents", management);
        ArrayNode shown = view.putArray("DataResources");
        resources.forEach(resource -> shown.add(resource(resource)));
        ArrayNode excluded = view.putArray("ExcludeManagementEventSources");
        for (String source : selector.texts("ExcludeManagementEventSources")) {
            if (!management || !EXCLUDABLE.contains(source)) {
                throw TrailErrors.invalidSelectors("Management events of '" + source + "' can not be excluded.");
            }
            excluded.add(source);
        }
        return view;
    }

    private static ObjectNode resource(Input resource) {
        String type = resource.text("Type").orElse("");
        if (!RESOURCES.contains(type)) {
            throw TrailErrors.invalidSelectors("Data events of '" + type + "' need advanced event selectors.");
        }
        ObjectNode view = Json.object().put("Type", type);
        ArrayNode values = view.putArray("Values");
        resource.texts("Values").forEach(values::add);
        return view;
    }
}
