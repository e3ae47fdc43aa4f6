package io.pitrguard.notify;

import io.pitrguard.port.Alert;
import java.util.Set;

/**
 * An alert to send.
 *
 * @param tables the names of the tables that it is about
 * @param selfCheck whether it holds all that there is to tell of the self-check
 */
public record Message(Alert alert, Set<String> tables, boolean selfCheck) {
    public Message {
        tables = Set.copyOf(tables);
    }
}
