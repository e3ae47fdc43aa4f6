package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of AWS Config, in AWS's wording where it is known. */
final class ConfigErrors {

    private ConfigErrors() {}

    static ServiceError invalidValue(String message) {
        return ServiceError.client("InvalidParameterValueException", message);
    }

    static ServiceError invalidResultToken() {
        return ServiceError.client("InvalidResultTokenException", "The resultToken provided is invalid");
    }

    static ServiceError noSuchRule(String rule) {
        return ServiceError.client(
                "NoSuchConfigRuleException",
                "The ConfigRule '" + rule + "' provided in the request is invalid. Please check the configRule name.");
    }

    static ServiceError invalidNextToken() {
        return ServiceError.client("InvalidNextTokenException", "The nextToken provided is invalid");
    }

    static ServiceError invalidExpression(String why) {
        return ServiceError.client("InvalidExpressionException", "The syntax of the query is incorrect: " + why);
    }

    static ServiceError notDiscovered(String type, String id) {
        return ServiceError.client(
                "ResourceNotDiscoveredException",
                "Resource %s of resourceType:%s is unknown or has not been discovered".formatted(id, type));
    }

    static ServiceError noRecorder() {
        return ServiceError.client(
                "NoAvailableConfigurationRecorderException", "There is no configuration recorder available.");
    }

    static ServiceError noSuchRecorder(String name) {
        return ServiceError.client(
                "NoSuchConfigurationRecorderException",
                "Cannot find configuration recorder with the specified name '" + name + "'.");
    }

    static ServiceError noSuchAggregator() {
        return ServiceError.client(
                "NoSuchConfigurationAggregatorException",
                "The configuration aggregator does not exist. Check the configuration aggregator name and try again.");
    }

    static ServiceError invalidTimeRange() {
        return ServiceError.client(
                "InvalidTimeRangeException", "The earlier time must be chronologically before the later time.");
    }
}
