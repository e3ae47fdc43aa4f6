package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sorts what AWS and the SDK throw: the one place that knows error codes. */
public final class AwsErrors {
    private static final Set<String> GONE = Set.of("TableNotFoundException", "ResourceNotFoundException");
    private static final Set<String> NOT_YET = Set.of("ContinuousBackupsUnavailableException");
    private static final Set<String> THROTTLED = Set.of(
            "ThrottlingException",
            "Throttling",
            "ThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "ProvisionedThroughputExceededException",
            "LimitExceededException",
            "SlowDown");
    /** Why a transaction was cancelled. */
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private static final String CONFLICT = "TransactionConflict";
    private static final Set<String> CANCELLED_BY_THROTTLING =
            Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private static final Set<String> DENIED = Set.of(
            "AccessDeniedException",
            "AccessDenied",
            "AuthorizationError",
            "AuthorizationErrorException",
            "KMSAccessDenied");

    /** Of all that the SDK says about the places where it found no credentials, what it says about the profile. */
    private static final Pattern FROM_PROFILE = Pattern.compile(
            "Unable to load credentials.*, ProfileCredentialsProvider\\(.*?\\)\\): (.*?), ContainerCredentialsProvider\\(.*",
            Pattern.DOTALL);

    /** The SDK's whole list of profiles, which nobody wants to read. */
    private static final Pattern PROFILES = Pattern.compile(": ProfileFile\\(.*", Pattern.DOTALL);

    private AwsErrors() {}

    /** Whether AWS says that the table does not exist; two operations have two names for it. */
    public static boolean isGone(SdkException e) {
        return e instanceof AwsServiceException service && GONE.contains(code(service));
    }

    /** Whether AWS does not know the session that signed a call, or no longer. */
    public static boolean isUnknownSession(SdkException e) {
        return e instanceof AwsServiceException service
                && CredentialProblem.ofService(code(service), detail(service))
                        .filter(CredentialProblem::endsSession)
                        .isPresent();
    }

    /** Whether AWS cancelled a transaction because a condition of it does not hold. */
    static boolean isOutdated(SdkException e) {
        return reasons(e).contains(CONDITION_FAILED);
    }

    /** Whether AWS cancelled a transaction because another one was at the same items; another try may succeed. */
    static boolean isConflict(SdkException e) {
        return reasons(e).contains(CONFLICT);
    }

    /** Whether AWS cancelled a transaction because there were too many; the SDK does not try those again. */
    static boolean isCancelledByThrottling(SdkException e) {
        return reasons(e).stream().anyMatch(CANCELLED_BY_THROTTLING::contains);
    }

    /**
     * Sorts a failure.
     *
     * @param action what was called, as an IAM action such as {@code dynamodb:ListTables}
     * @param on the thing it was called for, as people know it
     */
    public static Cause sort(String action, String on, SdkException e) {
        String what = action + " on " + on;
        return switch (e) {
            case AwsServiceException service -> sortService(action, what, service);
            case SdkClientException client -> sortClient(action, what, client);
            default -> new Cause(Cause.Kind.BROKEN, what + " failed: " + message(e));
        };
    }

    private static Cause sortService(String action, String what, AwsServiceException e) {
        String code = code(e);
        String said = code + ": " + detail(e);
        if (NOT_YET.contains(code)) {
            return new Cause(Cause.Kind.NOT_YET, "AWS is not ready for " + what + " (" + said + ").");
        }
        if (THROTTLED.contains(code)
                || e.isThrottlingException()
                || e.statusCode() == 429
                || isCancelledByThrottling(e)) {
            return new Cause(Cause.Kind.THROTTLED, "AWS throttled " + what + " (" + said + ").");
        }
        if (isDenial(e)) {
            return denied(
                    DenialReason.refused(action, what, detail(e)), said, DenialReason.of(action, code, detail(e)));
        }
        if (e.statusCode() >= 500) {
            return new Cause(Cause.Kind.BROKEN, "AWS failed at " + what + " (" + said + ").");
        }
        return new Cause(Cause.Kind.REFUSED, "AWS refused " + what + " (" + said + ").");
    }

    private static boolean isDenial(AwsServiceException e) {
        return DENIED.contains(code(e))
                || e.statusCode() == 403
                || CredentialProblem.ofService(code(e), detail(e)).isPresent();
    }

    private static Cause denied(String what, String said, DenialReason reason) {
        String text = switch (reason) {
            case DenialReason.NotAllowed _ -> "AWS denied " + what;
            case DenyingPolicy policy ->
                policy == DenyingPolicy.KMS_KEY ? "AWS could not use the KMS key for " + what : "AWS denied " + what;
            case CredentialProblem _ -> "AWS did not accept the credentials for " + what;
        };
        return new Cause(Cause.Kind.DENIED, text + " (" + said + ").", Optional.of(reason.remedy()));
    }

    private static Cause sortClient(String action, String what, SdkClientException e) {
        String message = message(e);
        String said = PROFILES.matcher(FROM_PROFILE.matcher(message).replaceFirst("$1"))
                .replaceFirst("");
        Optional<DenialReason> reason = DenialReason.ACTION.matcher(said).find()
                // The profile's role could not be assumed.
                ? Optional.of(DenialReason.of(action, "", said))
                : CredentialProblem.ofSdk(message).map(problem -> problem);
        return reason.map(known -> new Cause(
                        Cause.Kind.DENIED,
                        "No usable credentials for " + what + " (" + said + ").",
                        Optional.of(known.remedy())))
                .orElseGet(() -> new Cause(
                        Cause.Kind.BROKEN, "No usable answer from AWS to " + what + " (" + between(e, said) + ")."));
    }

    /** Returns what stands between this machine and AWS, where that failed; else what the SDK said. */
    private static String between(SdkClientException e, String said) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof ForeignAnswerException) {
                return message;
            }
            // What the JDK says of a proxy that refuses a tunnel.
            if (message.startsWith("Unable to tunnel through proxy")) {
                return message.contains(" 407 ")
                        ? message + ": " + ForeignAnswerException.PROXY_DENIED
                        : "the proxy does not let it through: " + message;
            }
        }
        return said;
    }

    private static Set<String> reasons(SdkException e) {
        return e instanceof TransactionCanceledException cancelled
                ? cancelled.cancellationReasons().stream()
                        .map(reason -> String.valueOf(reason.code()))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Returns the service's error code; its HTTP status where it gave none. */
    static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "HTTP " + e.statusCode()
                : e.awsErrorDetails().errorCode();
    }

    /** Returns the service's message. */
    static String detail(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? "no message"
                : e.awsErrorDetails().errorMessage();
    }

    private static String message(SdkException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
