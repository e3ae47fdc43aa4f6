package io.pitrguard.domain.policy;

import java.util.Optional;

/**
 * What pitr-guard regularly does with the tables of a rule; decides about no verdict.
 *
 * @param backup empty if it backs none up
 */
public record Schedules(Optional<BackupRequirement> backup) {
    /** Nothing. */
    public static final Schedules NONE = new Schedules(Optional.empty());
}
