package io.pitrguard.aws;

import io.pitrguard.domain.sight.Trail.Shows;
import io.pitrguard.port.Looked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * The trails that log a region's calls, from {@code DescribeTrails}, {@code GetTrailStatus} and
 * {@code GetEventSelectors}. Only calls that a trail logs reach EventBridge.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
public final class CloudTrails {
    /** What looking takes of the caller's permissions. */
    public static final Set<String> ACTIONS =
            Set.of("cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus");

    private static final String ALL = "cloudtrail:DescribeTrails";
    private static final String STATUS = "cloudtrail:GetTrailStatus";
    private static final String SELECTORS = "cloudtrail:GetEventSelectors";

    private final CloudTrailClient client;

    /** Asks through this client. */
    public CloudTrails(CloudTrailClient client) {
        this.client = client;
    }

    /** Gives all, up to the first that shows all changes of tables: more than one is not needed. */
    public Looked<List<io.pitrguard.domain.sight.Trail>> all() {
        try {
            List<io.pitrguard.domain.sight.Trail> trails = new ArrayList<>();
            for (Trail trail :
                    client.describeTrails(b -> b.includeShadowTrails(true)).trailList()) {
                Shows shows = shows(trail);
                trails.add(new io.pitrguard.domain.sight.Trail(String.valueOf(trail.name()), shows));
                if (shows instanceof Shows.Changes) {
                    break;
                }
            }
            return new Looked.Seen<>(trails);
        } catch (SdkException e) {
            return new Looked.Failed<>(AwsErrors.sort(ALL, "the trails", e));
        }
    }

    /** A trail of another region or of the organization is known here by its ARN only. */
    private Shows shows(Trail trail) {
        String arn = trail.trailARN();
        String action = STATUS;
        try {
            if (!Boolean.TRUE.equals(client.getTrailStatus(b -> b.name(arn)).isLogging())) {
                return new Shows.Less("is not logging (aws cloudtrail start-logging --name " + arn + ")");
            }
            action = SELECTORS;
            GetEventSelectorsResponse selectors = client.getEventSelectors(b -> b.trailName(arn));
            return EventSelection.showsChanges(selectors)
                    ? new Shows.Changes()
                    : new Shows.Less("does not log all management events of DynamoDB that write");
        } catch (SdkException e) {
            return new Shows.Unknown(
                    AwsErrors.sort(action, "trail " + trail.name(), e).message());
        }
    }
}
