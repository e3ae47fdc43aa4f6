package io.pitrguard.e2e;

import io.pitrguard.sandbox.contract.ItemContract;
import io.pitrguard.sandbox.contract.Target;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations of items that the sandbox fulfils, put to moto. */
class MotoItemContractE2E extends ItemContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    private record MotoTarget(URI endpoint) implements Target {
        @Override
        public String region() {
            return Moto.REGION;
        }
    }
}
