package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.Target;
import java.net.URI;

/** moto, as a contract asks for it. */
record MotoTarget(URI endpoint) implements Target {
    @Override
    public String region() {
        return Moto.REGION;
    }
}
