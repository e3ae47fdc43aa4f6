package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals that the query services share. */
final class QueryErrors {

    private QueryErrors() {}

    /** Returns a parameter that breaks a rule of the operation. */
    static ServiceError invalidParameter(String what) {
        return ServiceError.client("InvalidParameter", "Invalid parameter: " + what);
    }

    /** Returns a message attribute that breaks a rule. */
    static ServiceError invalidValue(String message) {
        return ServiceError.client("ParameterValueInvalid", message);
    }
}
