package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of DynamoDB, in AWS's wording. */
final class Errors {

    private Errors() {}

    static ServiceError validation(String message) {
        return ServiceError.client("ValidationException", message);
    }

    /** For a member that breaks a constraint of the API model (API reference, Common errors). */
    static ServiceError constraint(Object value, String member, String rule) {
        return validation("1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                .formatted(value, member, rule));
    }

    /** For a required member that is missing. */
    static ServiceError missing(String member) {
        return validation("1 validation error detected: Value null at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    /** How continuous backups say that there is no such table. */
    static ServiceError tableNotFound(String table) {
        return ServiceError.client("TableNotFoundException", "Table not found: " + table);
    }

    /** How all other operations on tables say that there is no such table. */
    static ServiceError resourceNotFound(String table) {
        return ServiceError.client(
                "ResourceNotFoundException", "Requested resource not found: Table: " + table + " not found");
    }

    /** How operations on items say it. */
    static ServiceError resourceNotFound() {
        return ServiceError.client("ResourceNotFoundException", "Requested resource not found");
    }

    /** For a table that is too new, or not active yet. */
    static ServiceError backupsNotYet(String table) {
        return ServiceError.client(
                "ContinuousBackupsUnavailableException",
                "Backups are being enabled for the table: " + table + ". Please retry later");
    }

    /** DynamoDB passes on the error of KMS (wording: aws/aws-cdk#18616). */
    static ServiceError inaccessibleKey() {
        return ServiceError.client(
                "AccessDeniedException",
                "KMS key access denied error: com.amazonaws.services.kms.model.AWSKMSException: The ciphertext refers"
                        + " to a customer master key that does not exist, does not exist in this region, or you are"
                        + " not allowed to access. (Service: AWSKMS; Status Code: 400; Error Code:"
                        + " AccessDeniedException)");
    }
}
