package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of Lambda. */
final class MappingErrors {

    private MappingErrors() {}

    static ServiceError invalid(String text) {
        return ServiceError.client("InvalidParameterValueException", text);
    }

    static ServiceError gone() {
        return new ServiceError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
    }

    /** For a second mapping of a function and a stream. */
    static ServiceError conflict(String source, String function, String id) {
        return new ServiceError(
                "ResourceConflictException",
                ("The event source arn (\" %s \") and function (\" %s \") provided mapping already exists. "
                                + "Please update or delete the existing mapping with UUID %s")
                        .formatted(source, function, id),
                409);
    }
}
