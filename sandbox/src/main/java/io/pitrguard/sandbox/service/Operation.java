package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;

/** One operation of a service: validates its input, changes the account, answers or throws a ServiceError. */
@FunctionalInterface
public interface Operation {

    /** Performs the operation. */
    ObjectNode perform(Input input, Account account);
}
