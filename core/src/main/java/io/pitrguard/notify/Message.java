package io.pitrguard.notify;

import io.pitrguard.port.Alert;
import java.util.Set;

/**
 * An alert to send.
 *
 * @param content the same for chat and events
 * @param tables the names of the tables that it is about
 * @param selfCheck whether it holds all that there is to tell of the self-check
 * @param announcement the same for other systems
 */
public record Message(
        Alert alert, MessageContent content, Set<String> tables, boolean selfCheck, Announcement announcement) {
    public Message {
        tables = Set.copyOf(tables);
    }
}
