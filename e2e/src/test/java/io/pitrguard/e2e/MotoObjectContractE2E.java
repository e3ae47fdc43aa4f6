package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.ObjectContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations of S3 that the sandbox fulfils, put to moto. */
class MotoObjectContractE2E extends ObjectContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }
}
