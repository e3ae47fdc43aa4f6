package io.pitrguard.aws;

import software.amazon.awssdk.services.config.ConfigClient;

/** A client of which a test answers the calls it needs; every other call throws. */
class StubConfig implements ConfigClient {
    @Override
    public String serviceName() {
        return "config";
    }

    @Override
    public void close() {}
}
