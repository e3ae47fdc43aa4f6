package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.ServiceError;

/**
 * The codes of a service for the errors that all services have.
 *
 * @param iamPrefix of the service's actions in policies
 */
record ErrorCodes(String iamPrefix, Code throttled, Code denied, Code expired, Code broken, Code invalid, Code gone) {

    /** An error code and its HTTP status. */
    record Code(String name, int status) {
        ServiceError error(String message) {
            return new ServiceError(name, message, status);
        }
    }

    private static final int UNAVAILABLE = 503;

    /**
     * Returns the refusal that an effect stands for.
     *
     * @param resource the ARN that a denial names
     */
    ServiceError refusal(Effect effect, Service.Target target, String resource) {
        return switch (effect) {
            case THROTTLED -> throttled.error("Rate exceeded");
            case THROTTLED_PROVISIONED ->
                ServiceError.client(
                        "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded.");
            case REQUEST_LIMIT ->
                ServiceError.client(
                        "RequestLimitExceeded", "Throughput exceeds the current throughput limit for your account.");
            case DENIED ->
                denied.error(denial(target, resource, "because no identity-based policy allows the %s action"));
            case DENIED_BY_CONTROL_POLICY ->
                denied.error(denial(target, resource, "with an explicit deny in a service control policy"));
            case EXPIRED_TOKEN -> expired.error("The security token included in the request is expired");
            case SERVER_ERROR -> broken.error("The request processing has failed because of an unknown error.");
            case UNAVAILABLE ->
                new ServiceError(
                        "ServiceUnavailable", "The service is unavailable. Please try again shortly.", UNAVAILABLE);
            case GONE -> gone.error("Requested resource not found");
            case NOT_YET -> Errors.backupsNotYet(String.valueOf(target.table()));
            case INACCESSIBLE_KEY -> Errors.inaccessibleKey();
            case VALIDATION -> invalid.error("1 validation error detected: injected by the sandbox");
            case MALFORMED, EMPTY, CONNECTION_DROPPED, NOT_HTTP, IGNORED, SLOW ->
                throw new IllegalArgumentException(effect + " is not a refusal");
        };
    }

    private String denial(Service.Target target, String resource, String why) {
        String action = iamPrefix + ':' + target.operation();
        return "User: %s is not authorized to perform: %s on resource: %s "
                        .formatted(target.account().location().user(), action, resource)
                + why.formatted(action);
    }
}
