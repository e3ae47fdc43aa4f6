package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.RecorderContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations of AWS Config's recorders that the sandbox fulfils, put to moto. */
class MotoRecorderContractE2E extends RecorderContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }
}
