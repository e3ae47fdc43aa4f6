package io.pitrguard.port;

import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.domain.selfcheck.Recorder;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.selfcheck.Trail;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Optional;

/** What an installation depends on in its account and region. Never throws for what AWS answers. */
public interface EnvironmentProbe {
    /** Gives AWS Config's recorders. */
    Result<List<Recorder>> recorders();

    /** Gives the trails that log a region's calls, those of other regions and of the organization among them. */
    Result<List<Trail>> trails(AccountRegion where);

    /** Gives a rule of EventBridge's default bus; empty where there is none of this name. */
    Result<Optional<EventRule>> eventRule(String name);

    /** Gives who is subscribed to a topic. */
    Result<List<Subscription>> subscriptions(String topicArn);
}
