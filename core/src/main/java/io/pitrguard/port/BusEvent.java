package io.pitrguard.port;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An event of pitr-guard, ready to put on an event bus.
 *
 * @param detailType what rules match by, besides the source
 * @param detail a JSON object
 * @param resources the ARNs that it is about
 */
public record BusEvent(String detailType, String detail, List<String> resources) {
    /** The source of all events of pitr-guard. */
    public static final String SOURCE = "pitr-guard";

    /** The most that EventBridge takes in one request, in bytes of UTF-8. */
    public static final int MAX_BYTES = 262_144;

    public BusEvent {
        resources = List.copyOf(resources);
    }

    /**
     * Returns what counts against the limit.
     * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
     */
    public int bytes() {
        return bytes(SOURCE)
                + bytes(detailType)
                + bytes(detail)
                + resources.stream().mapToInt(BusEvent::bytes).sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
