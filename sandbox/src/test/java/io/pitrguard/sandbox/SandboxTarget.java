package io.pitrguard.sandbox;

import io.pitrguard.sandbox.contract.Target;
import java.net.URI;

/** A sandbox as the clients of the tests see it. */
public record SandboxTarget(Sandbox sandbox) implements Target {

    @Override
    public URI endpoint() {
        return sandbox.endpoint();
    }

    @Override
    public String region() {
        return sandbox.region();
    }
}
