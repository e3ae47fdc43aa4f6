package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;

/** {@link InMemoryIdentity} keeps the contract of {@link Identity}. */
class InMemoryIdentityTest extends IdentityContract {
    private final InMemoryIdentity identity = new InMemoryIdentity(CHINA);

    @Override
    protected Identity identity() {
        return identity;
    }

    @Override
    protected void fail(Cause.Kind kind) {
        identity.fail(kind);
    }
}
