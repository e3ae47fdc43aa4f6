package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of CloudTrail, in AWS's wording where it is known. */
final class TrailErrors {

    private TrailErrors() {}

    static ServiceError invalidName(String message) {
        return ServiceError.client("InvalidTrailNameException", message);
    }

    static ServiceError invalidArn(String arn) {
        return ServiceError.client("CloudTrailARNInvalidException", "The ARN '" + arn + "' is not valid.");
    }

    static ServiceError notFound(String arn, AccountRegion location) {
        return ServiceError.client(
                "TrailNotFoundException", "Unknown trail: " + arn + " for the user: " + location.account());
    }

    static ServiceError exists(String name, AccountRegion location) {
        return ServiceError.client(
                "TrailAlreadyExistsException", "Trail " + name + " already exists for customer: " + location.account());
    }

    static ServiceError tooMany(AccountRegion location, int most) {
        return ServiceError.client(
                "MaximumNumberOfTrailsExceededException",
                "User: %s already has %d trails in %s.".formatted(location.account(), most, location.region()));
    }

    static ServiceError invalidBucket(String message) {
        return ServiceError.client("InvalidS3BucketNameException", message);
    }

    static ServiceError globalEventsMissing() {
        return ServiceError.client(
                "InvalidParameterCombinationException", "Multi-Region trail must include global service events.");
    }

    static ServiceError otherHome(String name, String home) {
        return ServiceError.client(
                "InvalidHomeRegionException",
                "The home region of trail " + name + " is " + home + ". Call the operation there.");
    }

    static ServiceError notManagementAccount() {
        return ServiceError.client(
                "NotOrganizationMasterAccountException",
                "You cannot perform this operation on an organization trail from an account that is not the"
                        + " management account.");
    }

    static ServiceError noOrganization() {
        return ServiceError.client(
                "OrganizationsNotInUseException",
                "To use this feature, the account must be a member of an organization.");
    }

    static ServiceError invalidSelectors(String message) {
        return ServiceError.client("InvalidEventSelectorsException", message);
    }
}
