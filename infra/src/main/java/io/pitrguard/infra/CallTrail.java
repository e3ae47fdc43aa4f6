package io.pitrguard.infra;

import java.util.List;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.constructs.Construct;

/** A trail that logs management events, for an account without one: without it no call reaches EventBridge. */
final class CallTrail extends Construct {
    private static final String PREFIX = "trail";

    CallTrail(Construct scope, String id, String name, RecordsBucket records) {
        super(scope, id);
        records.allowTrail(name, PREFIX);
        CfnTrail trail = CfnTrail.Builder.create(this, "Trail")
                .trailName(name)
                .s3BucketName(records.bucket().getBucketName())
                .s3KeyPrefix(PREFIX)
                .isLogging(true)
                .isMultiRegionTrail(false)
                // The first copy of management events is free; reads are not needed.
                .eventSelectors(List.of(CfnTrail.EventSelectorProperty.builder()
                        .includeManagementEvents(true)
                        .readWriteType("WriteOnly")
                        .build()))
                .enableLogFileValidation(true)
                .build();
        // CloudTrail writes to the bucket when the trail is created.
        trail.getNode().addDependency(records);
    }
}
