package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.Sandbox;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link SandboxAccess}: takes precedence over the user's settings. */
class SandboxAccessTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void takesPrecedenceOverTheUsersSettings() {
        System.setProperty("aws.useFipsEndpoint", "true");
        System.setProperty("aws.useDualstackEndpoint", "true");
        System.setProperty("aws.endpointUrlDynamoDb", "http://localhost:1");
        System.setProperty("aws.region", "us-east-1");
        // A proxy that does not exist; environment variables such as http_proxy are read where these are not set.
        System.setProperty("http.proxyHost", "localhost");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        try (Sandbox sandbox = Sandbox.start()) {
            SandboxAccess.use(sandbox);
            sandbox.tables().create("carts").enabled(35);

            assertThat(Cli.run("sweep").ends(0).out()).contains("1 table in eu-west-1");
        }
    }

    @Test
    void takesPrecedenceForTheServicesOfAnOrganizationToo() {
        System.setProperty("aws.endpointUrlOrganizations", "http://localhost:1");
        System.setProperty("aws.endpointUrlAccount", "http://localhost:1");
        System.setProperty("aws.endpointUrlSts", "http://localhost:1");
        try (Sandbox sandbox = Sandbox.start()) {
            SandboxAccess.use(sandbox);
            sandbox.organization().account(sandbox.account(), "security", Set.of("eu-west-1"));
            sandbox.tables().create("carts").enabled(35);

            assertThat(Cli.run("sweep", "--organization", "--regions", "all")
                            .ends(0)
                            .out())
                    .contains("1 table in 1 account and region");
        }
    }
}
