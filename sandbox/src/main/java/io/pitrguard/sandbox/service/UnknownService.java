package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;

/** A service that the sandbox does not have: answers in the protocol of its caller. */
record UnknownService(String id, Protocol protocol) implements Service {

    @Override
    public Map<String, Operation> operations() {
        return Map.of();
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return unknown(target.operation());
    }
}
