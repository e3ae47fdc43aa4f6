package io.pitrguard.sandbox.state;

/** AWS's values of configurationItemStatus. */
public enum ItemStatus {
    /** The configuration was recorded again. */
    OK("OK"),
    /** The first item of a resource. */
    DISCOVERED("ResourceDiscovered"),
    /** The recorder does not record this type. */
    NOT_RECORDED("ResourceNotRecorded"),
    /** The resource was deleted. */
    DELETED("ResourceDeleted"),
    /** The resource was deleted, and the recorder does not record this type. */
    DELETED_NOT_RECORDED("ResourceDeletedNotRecorded");

    private final String text;

    ItemStatus(String text) {
        this.text = text;
    }

    /** Returns how AWS writes it. */
    public String text() {
        return text;
    }

    /** Returns whether an item in this status shows the resource's configuration. */
    public boolean showsConfiguration() {
        return this == OK || this == DISCOVERED;
    }

    /** Returns whether the resource is gone. */
    public boolean deleted() {
        return this == DELETED || this == DELETED_NOT_RECORDED;
    }
}
