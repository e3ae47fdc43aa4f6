package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;

/** {@link InMemoryCallerIdentity} keeps the contract of {@link CallerIdentity}. */
class InMemoryCallerIdentityTest extends CallerIdentityContract {
    private final InMemoryCallerIdentity identity = new InMemoryCallerIdentity(CHINA);

    @Override
    protected CallerIdentity identity() {
        return identity;
    }

    @Override
    protected void fail(Cause.Kind kind) {
        identity.fail(kind);
    }
}
