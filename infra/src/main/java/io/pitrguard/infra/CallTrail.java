package io.pitrguard.infra;

import java.util.List;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.constructs.Construct;

/** A trail of management events, for an account that has none: without it no call reaches EventBridge. */
final class CallTrail extends Construct {
    private static final String PREFIX = "trail";

    CallTrail(Construct scope, String id, String name, RecordsBucket records) {
        super(scope, id);
        records.letTrail(name, PREFIX);
        CfnTrail trail = CfnTrail.Builder.create(this, "Trail")
                .trailName(name)
                .s3BucketName(records.bucket().getBucketName())
                .s3KeyPrefix(PREFIX)
                .isLogging(true)
                .isMultiRegionTrail(false)
                // The first copy of management events is free; reads are of no use here.
                .eventSelectors(List.of(CfnTrail.EventSelectorProperty.builder()
                        .includeManagementEvents(true)
                        .readWriteType("WriteOnly")
                        .build()))
                .enableLogFileValidation(true)
                .build();
        // CloudTrail tries the bucket when the trail is made.
        trail.getNode().addDependency(records);
    }
}
