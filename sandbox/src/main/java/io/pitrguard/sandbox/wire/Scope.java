package io.pitrguard.sandbox.wire;

import org.jspecify.annotations.Nullable;

/**
 * Whom a request is signed for: the credential scope of Signature Version 4 (IAM user guide, Elements of an AWS API
 * request signature). Signatures themselves are not checked.
 */
public record Scope(String accessKey, String region, String service) {

    private static final String CREDENTIAL = "Credential=";
    private static final int PARTS = 5;

    /** Returns the scope of an Authorization header; null when there is none, an error when it can not be read. */
    public static @Nullable Scope parse(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return null;
        }
        int start = authorization.indexOf(CREDENTIAL);
        int end = authorization.indexOf(',', Math.max(start, 0));
        if (start < 0 || end < 0) {
            throw incomplete();
        }
        // KEY/20260101/eu-west-1/dynamodb/aws4_request
        String[] parts =
                authorization.substring(start + CREDENTIAL.length(), end).split("/", -1);
        if (parts.length != PARTS) {
            throw incomplete();
        }
        return new Scope(parts[0], parts[2], parts[3]);
    }

    private static ServiceError incomplete() {
        return ServiceError.client(
                "IncompleteSignatureException", "Authorization header requires a 'Credential' with a scope.");
    }
}
