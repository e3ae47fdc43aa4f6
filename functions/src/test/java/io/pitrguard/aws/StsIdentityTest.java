package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Identity;
import io.pitrguard.port.IdentityContract;
import io.pitrguard.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;

/** {@link StsIdentity} keeps the contract of its port. */
class StsIdentityTest extends IdentityContract {
    private final SandboxAws aws = SandboxAws.start(options -> options.withPartition(CHINA.partition())
            .withAccount(CHINA.account())
            .withRegion(CHINA.region()));

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected Identity identity() {
        return new StsIdentity(aws.clients().sts(), aws.clients().region().id());
    }

    @Override
    protected void fail(Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("GetCallerIdentity", SandboxWorld.effect(kind)));
    }
}
