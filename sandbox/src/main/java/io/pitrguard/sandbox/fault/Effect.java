package io.pitrguard.sandbox.fault;

/** What a fault does to a call. The call takes effect with {@link #SLOW}, and with faults that come late. */
public enum Effect {
    /** ThrottlingException, as the control plane throttles. */
    THROTTLED,
    /** ProvisionedThroughputExceededException, as the data plane throttles. */
    THROTTLED_PROVISIONED,
    /** RequestLimitExceeded, the limit of the account. */
    REQUEST_LIMIT,
    /** AccessDeniedException: no policy allows the action. */
    DENIED,
    /** AccessDeniedException: a service control policy of the organization denies the action. */
    DENIED_BY_CONTROL_POLICY,
    /** ExpiredTokenException: the session has ended. */
    EXPIRED_TOKEN,
    /** InternalServerError with status 500. */
    SERVER_ERROR,
    /** ServiceUnavailable with status 503. */
    UNAVAILABLE,
    /** The table is gone: TableNotFoundException for continuous backups, ResourceNotFoundException for the rest. */
    GONE,
    /** ContinuousBackupsUnavailableException: a new table whose backups are still being enabled. */
    NOT_YET,
    /** AccessDeniedException by KMS: the table's key is disabled, deleted or out of reach. */
    INACCESSIBLE_KEY,
    /** Status 200 with a body that nobody can parse. */
    MALFORMED,
    /** Status 200 without any of the members that the answer should have. */
    EMPTY,
    /** The connection is closed without an answer. */
    CONNECTION_DROPPED,
    /** Bytes that are not HTTP, as something other than AWS sends them. */
    NOT_HTTP,
    /** ValidationException. */
    VALIDATION,
    /** Answers as if the call had taken effect, and changes nothing. */
    IGNORED,
    /** Answers correctly after the fault's delay. */
    SLOW
}
