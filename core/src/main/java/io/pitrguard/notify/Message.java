package io.pitrguard.notify;

import io.pitrguard.port.Alert;
import java.util.Set;

/**
 * An alert to send.
 *
 * @param tables the names of the tables that it is about
 */
public record Message(Alert alert, Set<String> tables) {
    public Message {
        tables = Set.copyOf(tables);
    }
}
