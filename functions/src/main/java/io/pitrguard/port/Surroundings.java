package io.pitrguard.port;

import io.pitrguard.domain.sight.EventRule;
import io.pitrguard.domain.sight.Recorder;
import io.pitrguard.domain.sight.Subscription;
import io.pitrguard.domain.sight.Trail;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Optional;

/** What an installation depends on in its account and region. Never throws for what AWS answers. */
public interface Surroundings {
    /** Gives AWS Config's recorders. */
    Looked<List<Recorder>> recorders();

    /** Gives the trails that log a region's calls, those of other regions and of the organization among them. */
    Looked<List<Trail>> trails(AccountRegion where);

    /** Gives a rule of EventBridge's default bus; empty where there is none of this name. */
    Looked<Optional<EventRule>> eventRule(String name);

    /** Gives who is subscribed to a topic. */
    Looked<List<Subscription>> subscriptions(String topicArn);
}
