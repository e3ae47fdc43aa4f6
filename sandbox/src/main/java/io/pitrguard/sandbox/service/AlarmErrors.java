package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of CloudWatch, in AWS's wording where it is known. */
final class AlarmErrors {

    private AlarmErrors() {}

    static ServiceError validation(String text) {
        return ServiceError.client("ValidationError", text);
    }

    static ServiceError constraint(Object value, String member, String rule) {
        return validation("1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                .formatted(value, member, rule));
    }

    static ServiceError missing(String member) {
        return validation("1 validation error detected: Value null at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    static ServiceError combination(String text) {
        return ServiceError.client("InvalidParameterCombination", text);
    }

    static ServiceError gone(String text) {
        return new ServiceError("ResourceNotFound", text, 404);
    }
}
