package io.pitrguard.domain.restore;

import java.util.List;

/**
 * A setting that waits for a person, because copying it can do harm.
 *
 * @param name the setting's name, such as {@code ttl}
 * @param harm what copying it does, in a sentence
 * @param commands AWS CLI commands that copy it by hand
 */
public record PendingSetting(String name, String harm, List<String> commands) {
    public PendingSetting {
        commands = List.copyOf(commands);
    }
}
