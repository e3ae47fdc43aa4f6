package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;

/** Refusals of SQS, in AWS's wording where it is known. */
final class SqsErrors {

    private static final String LEGACY = "AWS.SimpleQueueService.";

    /** What the codes were called in the query protocol, where they differ. */
    static final Map<String, String> QUERY_CODES = Map.ofEntries(
            Map.entry("AccessDeniedException", "AccessDenied"),
            Map.entry("ExpiredTokenException", "ExpiredToken"),
            Map.entry("InvalidParameterValueException", "InvalidParameterValue"),
            Map.entry("KmsAccessDenied", "KMS.AccessDeniedException"),
            Map.entry("MissingRequiredParameterException", "MissingParameter"),
            Map.entry("QueueDoesNotExist", LEGACY + "NonExistentQueue"),
            Map.entry("QueueNameExists", "QueueAlreadyExists"),
            Map.entry("UnsupportedOperation", LEGACY + "UnsupportedOperation"));

    private static final int NOT_FOUND = 404;

    private SqsErrors() {}

    static ServiceError invalidValue(String message) {
        return ServiceError.client("InvalidParameterValueException", message);
    }

    static ServiceError invalidValue(Object value, String parameter, String reason) {
        return invalidValue("Value %s for parameter %s is invalid. Reason: %s".formatted(value, parameter, reason));
    }

    static ServiceError missing(String parameter) {
        return ServiceError.client(
                "MissingRequiredParameterException", "The request must contain the parameter " + parameter + ".");
    }

    static ServiceError noQueue() {
        return ServiceError.client("QueueDoesNotExist", "The specified queue does not exist.");
    }

    static ServiceError noResource(String parameter) {
        return new ServiceError(
                "ResourceNotFoundException",
                "The resource that you specified for the " + parameter + " parameter doesn't exist.",
                NOT_FOUND);
    }

    static ServiceError invalidAddress(String url) {
        return ServiceError.client("InvalidAddress", "The address " + url + " is not valid for this endpoint.");
    }

    static ServiceError queueExists(String attribute) {
        return ServiceError.client(
                "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static ServiceError unknownAttribute(String name) {
        return ServiceError.client("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    static ServiceError invalidAttribute(String name) {
        return ServiceError.client("InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
    }

    static ServiceError invalidReceipt(String handle) {
        return ServiceError.client(
                "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    /** For what AWS can do and the sandbox cannot. */
    static ServiceError unsupported(String what) {
        return ServiceError.client("UnsupportedOperation", "the sandbox's queues have no " + what);
    }
}
