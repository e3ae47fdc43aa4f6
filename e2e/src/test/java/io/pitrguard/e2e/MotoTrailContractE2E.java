package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.Target;
import io.pitrguard.sandbox.contract.TrailContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations of CloudTrail that the sandbox fulfils, put to moto. */
class MotoTrailContractE2E extends TrailContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Override
    protected void createBucket(String bucketName) {
        MOTO.aws()
                .run(
                        "s3api",
                        "create-bucket",
                        "--bucket",
                        bucketName,
                        "--create-bucket-configuration",
                        "LocationConstraint=" + Moto.REGION)
                .ends(0);
    }
}
