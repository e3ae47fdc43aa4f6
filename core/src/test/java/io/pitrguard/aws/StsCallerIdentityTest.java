package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.CallerIdentityContract;
import io.pitrguard.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;

/** {@link StsCallerIdentity} keeps the contract of its port. */
class StsCallerIdentityTest extends CallerIdentityContract {
    private final SandboxAws aws = SandboxAws.start(options -> options.withPartition(CHINA.partition())
            .withAccount(CHINA.account())
            .withRegion(CHINA.region()));

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected CallerIdentity identity() {
        return new StsCallerIdentity(aws.clients().sts(), aws.clients().region().id());
    }

    @Override
    protected void fail(Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("GetCallerIdentity", SandboxWorld.effect(kind)));
    }
}
