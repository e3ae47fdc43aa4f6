package io.pitrguard.cli;

import io.pitrguard.sandbox.Sandbox;
import java.util.Map;

/** Points the AWS SDK of this process at an emulator, regardless of the user's AWS and proxy settings. */
final class SandboxAccess {
    private SandboxAccess() {}

    static void use(Sandbox sandbox) {
        settings(sandbox).forEach(System::setProperty);
    }

    /** Returns the system properties that do so. */
    static Map<String, String> settings(Sandbox sandbox) {
        String endpoint = sandbox.endpoint().toString();
        return Map.ofEntries(
                Map.entry("aws.endpointUrl", endpoint),
                // A variable for one service takes precedence over the property for all services.
                Map.entry("aws.endpointUrlDynamoDb", endpoint),
                Map.entry("aws.endpointUrlAccount", endpoint),
                Map.entry("aws.endpointUrlOrganizations", endpoint),
                Map.entry("aws.endpointUrlResourceGroupsTaggingApi", endpoint),
                Map.entry("aws.endpointUrlCloudTrail", endpoint),
                Map.entry("aws.endpointUrlConfigService", endpoint),
                Map.entry("aws.endpointUrlEventBridge", endpoint),
                Map.entry("aws.endpointUrlSns", endpoint),
                Map.entry("aws.endpointUrlSqs", endpoint),
                Map.entry("aws.endpointUrlSts", endpoint),
                Map.entry("aws.endpointUrlSfn", endpoint),
                Map.entry("aws.endpointUrlIam", endpoint),
                Map.entry("aws.endpointUrlApplicationAutoScaling", endpoint),
                Map.entry("aws.endpointUrlCloudWatch", endpoint),
                Map.entry("aws.endpointUrlLambda", endpoint),
                Map.entry("aws.region", sandbox.region()),
                Map.entry("aws.accessKeyId", "sandbox"),
                Map.entry("aws.secretAccessKey", "sandbox"),
                // The SDK refuses a custom endpoint with either of these.
                Map.entry("aws.useFipsEndpoint", "false"),
                Map.entry("aws.useDualstackEndpoint", "false"),
                // Otherwise http_proxy would send the calls to another machine.
                Map.entry("http.nonProxyHosts", sandbox.endpoint().getHost()));
    }
}
