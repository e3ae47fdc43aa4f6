package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.EventRuleContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations of EventBridge that the sandbox fulfils, put to moto. */
class MotoEventRuleContractE2E extends EventRuleContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }
}
