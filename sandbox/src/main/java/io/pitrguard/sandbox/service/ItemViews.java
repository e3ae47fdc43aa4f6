package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A configuration item as AWS Config writes it: in a history, in a notification, in a summary. */
public final class ItemViews {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String VERSION = "1.3";
    private static final String NO_ZONE = "Not Applicable";

    private ItemViews() {}

    /** ConfigurationItem of the API reference: configurations are JSON in strings. */
    static ObjectNode history(ConfigItem item, AccountRegion location) {
        ObjectNode view = Json.object()
                .put("version", VERSION)
                .put("accountId", location.account())
                .put("configurationItemCaptureTime", Json.timestamp(item.captured()))
                .put("configurationItemStatus", item.status().text())
                .put("configurationStateId", Long.toString(item.captured().toEpochMilli()))
                .put("configurationItemMD5Hash", "")
                .put("arn", item.arn())
                .put("resourceType", item.resourceType())
                .put("resourceId", item.resourceId())
                .put("resourceName", item.resourceId())
                .put("awsRegion", location.region())
                .put("availabilityZone", NO_ZONE);
        if (item.created() != null) {
            view.put("resourceCreationTime", Json.timestamp(item.created()));
        }
        tags(item, view);
        view.putArray("relatedEvents");
        view.putArray("relationships");
        if (item.configuration() != null) {
            view.put("configuration", item.configuration());
        }
        ObjectNode supplementary = view.putObject("supplementaryConfiguration");
        item.supplementary().forEach(supplementary::put);
        return view;
    }

    /** Returns the configurationItem of a notification: configurations are objects, timestamps text. */
    public static ObjectNode notification(ConfigItem item, AccountRegion location) {
        ObjectNode view = Json.object();
        view.putArray("relatedEvents");
        view.putArray("relationships");
        view.set("configuration", parsed(item.configuration()));
        ObjectNode supplementary = view.putObject("supplementaryConfiguration");
        item.supplementary().forEach((name, json) -> supplementary.set(name, parsed(json)));
        tags(item, view);
        view.setAll(summary(item, location));
        return view;
    }

    /** Returns the part of an item that an oversized notification still holds, without its changeType. */
    public static ObjectNode summary(ConfigItem item, AccountRegion location) {
        return Json.object()
                .put("configurationItemVersion", VERSION)
                .put("configurationItemCaptureTime", iso(item.captured()))
                // A number here, and text in a history.
                .put("configurationStateId", item.captured().toEpochMilli())
                .put("awsAccountId", location.account())
                .put("configurationItemStatus", item.status().text())
                .put("resourceType", item.resourceType())
                .put("resourceId", item.resourceId())
                .put("resourceName", item.resourceId())
                .put("ARN", item.arn())
                .put("awsRegion", location.region())
                .put("availabilityZone", NO_ZONE)
                .put("configurationStateMd5Hash", "")
                .put("resourceCreationTime", item.created() == null ? null : iso(item.created()));
    }

    /** Returns a timestamp as AWS Config writes it in events: with three decimals, always. */
    public static String iso(Instant instant) {
        return ISO.format(instant);
    }

    private static void tags(ConfigItem item, ObjectNode view) {
        ObjectNode tags = view.putObject("tags");
        for (Map.Entry<String, String> tag : item.tags().entrySet()) {
            tags.put(tag.getKey(), tag.getValue());
        }
    }

    private static JsonNode parsed(@Nullable String json) {
        return json == null ? Json.object().nullNode() : Objects.requireNonNull(Json.read(json));
    }
}
