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

    static ServiceError tooManyRecorders(String name) {
        return ServiceError.client(
                "MaxNumberOfConfigurationRecordersExceededException",
                "Failed to put configuration recorder '" + name
                        + "' because the maximum number of configuration recorders: 1 is reached.");
    }

    static ServiceError invalidRecorderName(String name) {
        return ServiceError.client(
                "InvalidConfigurationRecorderNameException",
                "The configuration recorder name '" + name + "' is not valid, blank string.");
    }

    static ServiceError invalidRole(String role) {
        return ServiceError.client("InvalidRoleException", "The role ARN '" + role + "' is not valid.");
    }

    static ServiceError invalidGroup() {
        return ServiceError.client("InvalidRecordingGroupException", "The recording group provided is not valid");
    }

    static ServiceError noChannelToStart() {
        return ServiceError.client(
                "NoAvailableDeliveryChannelException",
                "Delivery channel is not available to start configuration recorder.");
    }

    static ServiceError noRecorderForChannel() {
        return ServiceError.client(
                "NoAvailableConfigurationRecorderException",
                "Configuration recorder is not available to put delivery channel.");
    }

    static ServiceError invalidChannelName(String name) {
        return ServiceError.client(
                "InvalidDeliveryChannelNameException",
                "The delivery channel name '" + name + "' is not valid, blank string.");
    }

    static ServiceError noSuchChannel(String name) {
        return ServiceError.client(
                "NoSuchDeliveryChannelException", "Cannot find delivery channel with specified name '" + name + "'.");
    }

    static ServiceError tooManyChannels(String name) {
        return ServiceError.client(
                "MaxNumberOfDeliveryChannelsExceededException",
                "Failed to put delivery channel '" + name
                        + "' because the maximum number of delivery channels: 1 is reached.");
    }

    static ServiceError lastChannel(String name) {
        return ServiceError.client(
                "LastDeliveryChannelDeleteFailedException",
                "Failed to delete last specified delivery channel with name '" + name
                        + "', because there is a running configuration recorder.");
    }

    static ServiceError noSuchBucket() {
        return ServiceError.client("NoSuchBucketException", "Cannot find a S3 bucket with an empty bucket name.");
    }

    static ServiceError invalidTimeRange() {
        return ServiceError.client(
                "InvalidTimeRangeException", "The earlier time must be chronologically before the later time.");
    }
}
