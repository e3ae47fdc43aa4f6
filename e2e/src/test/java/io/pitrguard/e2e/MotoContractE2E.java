package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.AwsContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations that the sandbox fulfils, put to moto. */
class MotoContractE2E extends AwsContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }
}
