package io.pitrguard.notify;

import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Alerts in which pages of docs/ are links, so that a reader without a clone can open them. */
public final class LinkedAlerts implements Alerts {
    private static final Pattern PAGE = Pattern.compile("(?<![\\w/.-])docs/[a-z0-9/-]+\\.md");

    // Attributes count, too: a handful of short ones.
    private static final int ROOM_FOR_ATTRIBUTES = 4096;

    private final Alerts alerts;
    private final String base;

    /**
     * Sends alerts on.
     *
     * @param base the URL of the folder that holds docs/
     */
    public LinkedAlerts(Alerts alerts, String base) {
        this.alerts = alerts;
        this.base = base.endsWith("/") ? base : base + "/";
    }

    @Override
    public Optional<Cause> publish(Alert alert) {
        String linked = PAGE.matcher(alert.message()).replaceAll(page -> Matcher.quoteReplacement(base + page.group()));
        return alerts.publish(
                linked.getBytes(StandardCharsets.UTF_8).length <= Alert.MAX_BYTES - ROOM_FOR_ATTRIBUTES
                        ? new Alert(alert.subject(), linked, alert.attributes())
                        : alert);
    }

    @Override
    public Delivery delivery(SentAttributes sent) {
        return alerts.delivery(sent);
    }
}
