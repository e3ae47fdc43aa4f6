package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.Optional;

/** The invoking events of a rule (developer guide, Example events for AWS Config rules). */
public final class Notifications {

    private static final String BACKUPS = "ContinuousBackupsDescription";

    private Notifications() {}

    /** ConfigurationItemChangeNotification. */
    public static ObjectNode change(ConfigItem item, Optional<ConfigItem> previous, AccountRegion location) {
        ObjectNode event = Json.object();
        ObjectNode view = ItemViews.notification(item, location);
        ObjectNode diff = event.putObject("configurationItemDiff");
        diff.set("changedProperties", changes(view, previous, location));
        diff.put("changeType", changeType(item, previous));
        event.set("configurationItem", view);
        return envelope(event, item.captured(), "ConfigurationItemChangeNotification", "1.3");
    }

    /** OversizedConfigurationItemChangeNotification. */
    public static ObjectNode oversized(ConfigItem item, Optional<ConfigItem> previous, AccountRegion location) {
        ObjectNode event = Json.object();
        event.putObject("configurationItemSummary")
                .put("changeType", changeType(item, previous))
                .setAll(ItemViews.summary(item, location));
        return envelope(event, item.captured(), "OversizedConfigurationItemChangeNotification", "1.0");
    }

    /** ScheduledNotification. */
    public static ObjectNode scheduled(Instant now, AccountRegion location) {
        ObjectNode event = Json.object().put("awsAccountId", location.account());
        return envelope(event, now, "ScheduledNotification", "1.0");
    }

    private static ObjectNode envelope(ObjectNode event, Instant created, String type, String version) {
        return event.put("notificationCreationTime", ItemViews.iso(created))
                .put("messageType", type)
                .put("recordVersion", version);
    }

    private static String changeType(ConfigItem item, Optional<ConfigItem> previous) {
        if (item.status().deleted()) {
            return "DELETE";
        }
        boolean known = previous.isPresent() && !previous.get().status().deleted();
        return known ? "UPDATE" : "CREATE";
    }

    /** Returns the change that matters here; AWS lists every property that changed. */
    private static ObjectNode changes(ObjectNode view, Optional<ConfigItem> previous, AccountRegion location) {
        ObjectNode changes = Json.object();
        JsonNode before = previous.<JsonNode>map(item -> ItemViews.notification(item, location))
                .orElseGet(Json::object)
                .at("/supplementaryConfiguration/" + BACKUPS);
        JsonNode now = view.at("/supplementaryConfiguration/" + BACKUPS);
        if (!before.equals(now)) {
            ObjectNode change = changes.putObject("SupplementaryConfiguration." + BACKUPS);
            change.set("previousValue", present(before));
            change.set("updatedValue", present(now));
            change.put("changeType", before.isMissingNode() ? "CREATE" : now.isMissingNode() ? "DELETE" : "UPDATE");
        }
        return changes;
    }

    private static JsonNode present(JsonNode node) {
        return node.isMissingNode() ? Json.object().nullNode() : node;
    }
}
