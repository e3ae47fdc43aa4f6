package io.pitrguard.sandbox.state;

/**
 * Which events a trail logs.
 *
 * @param advanced whether the selectors are advanced ones
 * @param list JSON, as the API shows them
 */
public record TrailSelectors(boolean advanced, String list) {

    /** Returns all management events, and no data events: what a trail begins with. */
    public static TrailSelectors defaults() {
        return new TrailSelectors(
                false,
                "[{\"ReadWriteType\":\"All\",\"IncludeManagementEvents\":true,\"DataResources\":[],"
                        + "\"ExcludeManagementEventSources\":[]}]");
    }
}
