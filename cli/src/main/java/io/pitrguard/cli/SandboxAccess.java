package io.pitrguard.cli;

import io.pitrguard.sandbox.Sandbox;
import java.util.Map;

/** Points the AWS SDK of this process at a sandbox, whatever the user's own AWS settings are. */
final class SandboxAccess {
    private SandboxAccess() {}

    static void use(Sandbox sandbox) {
        String endpoint = sandbox.endpoint().toString();
        Map.of(
                        "aws.endpointUrl", endpoint,
                        // A variable for one service would win over the property for all of them.
                        "aws.endpointUrlDynamoDb", endpoint,
                        "aws.endpointUrlResourceGroupsTaggingApi", endpoint,
                        "aws.endpointUrlSns", endpoint,
                        "aws.endpointUrlSts", endpoint,
                        "aws.region", sandbox.region(),
                        "aws.accessKeyId", "sandbox",
                        "aws.secretAccessKey", "sandbox")
                .forEach(System::setProperty);
    }
}
