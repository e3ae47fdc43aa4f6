package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of exports (API reference, ExportTableToPointInTime, DescribeExport). */
final class ExportErrors {

    private ExportErrors() {}

    static ServiceError time(Recovery.Enabled window) {
        return ServiceError.client(
                "InvalidExportTimeException",
                "The specified ExportTime is outside of the point in time recovery window (" + window.earliest()
                        + " to " + window.latest() + ")");
    }

    static ServiceError conflict(String token) {
        return ServiceError.client(
                "ExportConflictException",
                "Another export request with client token " + token + " has other parameters");
    }

    static ServiceError tooMany(int limit) {
        return ServiceError.client(
                "LimitExceededException", "Only " + limit + " exports can be in progress simultaneously");
    }

    static ServiceError notFound(String arn) {
        return ServiceError.client("ExportNotFoundException", "Export not found: " + arn);
    }
}
