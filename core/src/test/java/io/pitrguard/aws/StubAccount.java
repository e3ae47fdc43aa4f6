package io.pitrguard.aws;

import software.amazon.awssdk.services.account.AccountClient;

/** A client of the account service whose calls are all to be overridden. */
class StubAccount implements AccountClient {
    @Override
    public String serviceName() {
        return "account";
    }

    @Override
    public void close() {}
}
