package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.QueryProtocol;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The services of the sandbox. A further one is one more class in the list. */
public final class Services {

    private final Map<String, Service> byId;

    /** All of them. */
    public Services(int listPageSize) {
        List<Service> all = List.of(
                new DynamoDb(listPageSize),
                new Tagging(),
                new AwsConfig(),
                new CloudTrail(),
                new EventBridge(),
                new Sns(),
                new Sqs(),
                new Sts(),
                new Organizations(),
                new S3(),
                new SecurityHub(),
                new StepFunctions(),
                new Pipes(),
                new AwsBackup(),
                new Iam(),
                new AccountManagement(),
                new ApplicationAutoScaling(),
                new CloudWatch(),
                new Lambda());
        byId = all.stream().collect(Collectors.toUnmodifiableMap(Service::id, Function.identity()));
    }

    /** Returns the service of a JSON request, by the prefix of its target. */
    public Service byTarget(String prefix) {
        Service service = byId.get(prefix);
        return service != null ? service : new UnknownService(prefix, new JsonProtocol("1.0", ""));
    }

    /** Returns the service of a query or REST request, by the name that it is signed for; null for an unsigned one. */
    public Service bySigningName(@Nullable String name) {
        Service service = name == null ? null : byId.get(name);
        return service != null ? service : new UnknownService(String.valueOf(name), new QueryProtocol(""));
    }
}
