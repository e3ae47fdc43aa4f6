package io.pitrguard.port;

import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.domain.selfcheck.Recorder;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.selfcheck.Trail;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Optional;

/** Reads what a deployment depends on in its account and region. Never throws for what AWS answers. */
public interface EnvironmentProbe extends FilterReader {
    /** Returns AWS Config's recorders. */
    Result<List<Recorder>> recorders();

    /** Returns the trails that log a region's calls, also those of other regions and of the organization. */
    Result<List<Trail>> trails(AccountRegion where);

    /** Returns a rule of EventBridge's default bus; empty if there is none of this name. */
    Result<Optional<EventRule>> eventRule(String name);

    /** Returns the subscriptions to a topic. */
    Result<List<Subscription>> subscriptions(String topicArn);
}
