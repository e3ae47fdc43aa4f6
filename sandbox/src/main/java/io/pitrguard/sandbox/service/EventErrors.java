package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of EventBridge, in AWS's wording where it is known. */
final class EventErrors {

    private static final String NOT_FOUND = "ResourceNotFoundException";

    private EventErrors() {}

    static ServiceError noRule(String name) {
        return ServiceError.client(NOT_FOUND, "Rule " + name + " does not exist on EventBus default.");
    }

    static ServiceError noBus(String name) {
        return ServiceError.client(NOT_FOUND, "Event bus " + name + " does not exist.");
    }

    static ServiceError invalidPattern(String reason) {
        return ServiceError.client("InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
    }

    static ServiceError tooMany() {
        return ServiceError.client(
                "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
}
