package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.ConfigContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations of AWS Config that the sandbox fulfils, put to moto. */
class MotoConfigContractE2E extends ConfigContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }
}
