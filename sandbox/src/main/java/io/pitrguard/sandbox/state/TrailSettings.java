package io.pitrguard.sandbox.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a trail was created or updated with.
 *
 * @param texts members of the API that are texts, such as {@code S3BucketName}, by name
 * @param global whether it logs the events of services that have no region
 * @param multiRegion whether it shows, and logs, in all regions
 * @param validated whether digests of log files are delivered
 * @param organization whether it shows, and logs, in all accounts of the organization
 */
public record TrailSettings(
        Map<String, String> texts, boolean global, boolean multiRegion, boolean validated, boolean organization) {

    /** Copies, in the order of keys. */
    public TrailSettings {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /** Returns a trail of one region with a bucket. */
    public static TrailSettings of(String bucket) {
        return new TrailSettings(Map.of("S3BucketName", bucket), true, false, false, false);
    }

    /** Returns a copy in all regions. */
    public TrailSettings inAllRegions() {
        return new TrailSettings(texts, true, true, validated, organization);
    }

    /** Returns a copy for the whole organization. */
    public TrailSettings ofOrganization() {
        return new TrailSettings(texts, global, multiRegion, validated, true);
    }
}
