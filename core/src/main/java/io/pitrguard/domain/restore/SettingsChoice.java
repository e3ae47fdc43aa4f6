package io.pitrguard.domain.restore;

/** Which of the source's settings a restore copies to the restored table. */
public enum SettingsChoice {
    /** All of them; those that can do harm wait for a person. */
    ALL,
    /** Only those that cannot do harm. */
    SAFE,
    /** None. */
    NONE
}
