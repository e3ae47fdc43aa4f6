package io.pitrguard.domain.settings;

import java.util.List;

/**
 * A setting that waits for a person.
 *
 * @param harm what copying it can do, in sentences
 * @param changes the writes that it takes; not empty
 * @param commands the AWS CLI commands that do the same by hand
 */
public record PendingConfirmation(Setting setting, String harm, List<SettingChange> changes, List<String> commands) {
    public PendingConfirmation {
        changes = List.copyOf(changes);
        commands = List.copyOf(commands);
    }
}
