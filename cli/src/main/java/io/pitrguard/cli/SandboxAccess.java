package io.pitrguard.cli;

import io.pitrguard.sandbox.Sandbox;
import java.util.Map;

/** Points the AWS SDK of this process at a sandbox, whatever the user's own AWS and proxy settings are. */
final class SandboxAccess {
    private SandboxAccess() {}

    static void use(Sandbox sandbox) {
        settings(sandbox).forEach(System::setProperty);
    }

    /** Gives the system properties that it takes. */
    static Map<String, String> settings(Sandbox sandbox) {
        String endpoint = sandbox.endpoint().toString();
        return Map.ofEntries(
                Map.entry("aws.endpointUrl", endpoint),
                // A variable for one service would win over the property for all of them.
                Map.entry("aws.endpointUrlDynamoDb", endpoint),
                Map.entry("aws.endpointUrlResourceGroupsTaggingApi", endpoint),
                Map.entry("aws.endpointUrlCloudTrail", endpoint),
                Map.entry("aws.endpointUrlConfigService", endpoint),
                Map.entry("aws.endpointUrlEventBridge", endpoint),
                Map.entry("aws.endpointUrlSns", endpoint),
                Map.entry("aws.endpointUrlSqs", endpoint),
                Map.entry("aws.endpointUrlSts", endpoint),
                Map.entry("aws.region", sandbox.region()),
                Map.entry("aws.accessKeyId", "sandbox"),
                Map.entry("aws.secretAccessKey", "sandbox"),
                // The SDK refuses an endpoint of one's own beside either of these.
                Map.entry("aws.useFipsEndpoint", "false"),
                Map.entry("aws.useDualstackEndpoint", "false"),
                // Otherwise http_proxy would carry the calls off this machine.
                Map.entry("http.nonProxyHosts", sandbox.endpoint().getHost()));
    }
}
