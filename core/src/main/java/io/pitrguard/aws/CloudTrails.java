package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.Trail.Shows;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * The trails that log a region's calls, from {@code DescribeTrails}, {@code GetTrailStatus} and
 * {@code GetEventSelectors}. Only calls that a trail logs reach EventBridge.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 *
 * <p>Only a trail's home region returns its selectors, and to its owner only: of the organization's trail a member
 * account can see that it logs, not what.
 */
public final class CloudTrails {
    /** What looking takes of the caller's permissions. */
    public static final Set<String> ACTIONS =
            Set.of("cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus");

    private static final String ALL = "cloudtrail:DescribeTrails";
    private static final String STATUS = "cloudtrail:GetTrailStatus";
    private static final String SELECTORS = "cloudtrail:GetEventSelectors";

    private final Function<String, CloudTrailClient> clients;

    /** Asks through clients, one for each region that is asked. */
    public CloudTrails(Function<String, CloudTrailClient> clients) {
        this.clients = clients;
    }

    /** Returns all, up to the first that shows all changes of tables: more than one is not needed. */
    public Result<List<io.pitrguard.domain.selfcheck.Trail>> all(AccountRegion where) {
        try {
            List<io.pitrguard.domain.selfcheck.Trail> trails = new ArrayList<>();
            for (Trail trail : clients.apply(where.region())
                    .describeTrails(b -> b.includeShadowTrails(true))
                    .trailList()) {
                Shows shows = shows(trail, where);
                trails.add(new io.pitrguard.domain.selfcheck.Trail(String.valueOf(trail.name()), shows));
                if (shows instanceof Shows.Changes) {
                    break;
                }
            }
            return new Result.Success<>(trails);
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ALL, "the trails", e));
        }
    }

    private Shows shows(Trail trail, AccountRegion where) {
        String arn = String.valueOf(trail.trailARN());
        boolean ours = arn.contains(":" + where.account() + ":");
        String action = STATUS;
        try {
            if (!Boolean.TRUE.equals(clients.apply(where.region())
                    .getTrailStatus(b -> b.name(arn))
                    .isLogging())) {
                return new Shows.Less(
                        "is not logging",
                        ours
                                ? Optional.of("aws cloudtrail start-logging --name %s --region %s"
                                        .formatted(arn, home(trail, where)))
                                : Optional.empty());
            }
            if (Boolean.FALSE.equals(trail.hasCustomEventSelectors())) {
                return new Shows.Changes("logs all management events");
            }
            if (!ours) {
                return new Shows.Changes("is the organization's and logs; what, only its own account can see");
            }
            action = SELECTORS;
            return EventSelection.showsChanges(
                            clients.apply(home(trail, where)).getEventSelectors(b -> b.trailName(arn)))
                    ? new Shows.Changes("logs the calls that change tables")
                    : new Shows.Less("does not log all management events of DynamoDB that write", Optional.empty());
        } catch (SdkException e) {
            Cause cause = AwsErrors.sort(action, "trail " + trail.name(), e);
            return !ours && cause.kind() == Cause.Kind.REFUSED
                    ? new Shows.Changes("is the organization's; whether it logs, only its own account can see")
                    : new Shows.Unknown(cause.message(), cause.worthAnotherTry());
        }
    }

    private static String home(Trail trail, AccountRegion where) {
        return trail.homeRegion() == null ? where.region() : trail.homeRegion();
    }
}
