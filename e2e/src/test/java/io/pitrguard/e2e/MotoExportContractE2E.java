package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.ExportContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The expectations of exports that the sandbox fulfils, put to moto. It is laxer: it ignores the time, takes no export without a
 * prefix, and writes neither manifests nor the moment.
 */
class MotoExportContractE2E extends ExportContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }
}
