package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Trail;
import io.pitrguard.sandbox.state.TrailSelectors;
import io.pitrguard.sandbox.state.TrailSettings;
import io.pitrguard.sandbox.state.TrailStatus;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How CloudTrail shows trails. */
final class TrailViews {

    private TrailViews() {}

    /** Returns the answer to a change. */
    static ObjectNode settings(Trail trail) {
        TrailSettings settings = trail.settings();
        ObjectNode view = Json.object().put("Name", trail.name()).put("TrailARN", trail.arn());
        settings.texts().forEach(view::put);
        Optional.ofNullable(settings.texts().get("SnsTopicName"))
                .ifPresent(topic -> view.put(
                        "SnsTopicARN",
                        topic.startsWith("arn:") ? topic : trail.home().topic(topic)));
        return view.put("IncludeGlobalServiceEvents", settings.global())
                .put("IsMultiRegionTrail", settings.multiRegion())
                .put("LogFileValidationEnabled", settings.validated())
                .put("IsOrganizationTrail", settings.organization());
    }

    /** Returns a copy with what DescribeTrails adds. */
    static ObjectNode description(Trail trail) {
        return settings(trail)
                .put("HomeRegion", trail.home().region())
                .put("HasCustomEventSelectors", !trail.selectors().equals(TrailSelectors.defaults()))
                .put("HasInsightSelectors", false);
    }

    /** The members that are texts are always there, the timestamps when there is one. */
    static ObjectNode status(TrailStatus status, Instant now) {
        ObjectNode view = Json.object().put("IsLogging", status.logging());
        boolean attempted = status.started() != null;
        boolean delivered = attempted && status.deliveryError() == null;
        Instant latest = status.logging() || status.stopped() == null ? now : status.stopped();
        if (status.deliveryError() != null) {
            view.put("LatestDeliveryError", status.deliveryError());
        }
        if (delivered) {
            view.put("LatestDeliveryTime", Json.timestamp(latest));
        }
        if (status.started() != null) {
            view.put("StartLoggingTime", Json.timestamp(status.started()));
        }
        if (status.stopped() != null) {
            view.put("StopLoggingTime", Json.timestamp(status.stopped()));
        }
        return view.put("LatestDeliveryAttemptTime", attempted ? text(latest) : "")
                .put("LatestNotificationAttemptTime", "")
                .put("LatestNotificationAttemptSucceeded", "")
                .put("LatestDeliveryAttemptSucceeded", delivered ? text(latest) : "")
                .put("TimeLoggingStarted", status.started() == null ? "" : text(status.started()))
                .put("TimeLoggingStopped", status.stopped() == null ? "" : text(status.stopped()));
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
