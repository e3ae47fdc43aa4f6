package io.pitrguard.aws;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** What is wrong with the credentials, or with what they are used with. */
enum CredentialProblem implements DenialReason {
    CLOCK(
            Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"),
            "Signature expired|Signature not yet current",
            "This machine's clock differs from AWS's: set it, best with NTP."),
    REGION_DISABLED(
            Set.of("OptInRequired", "RegionDisabledException"),
            "is not activated in this region",
            "Enable the region for this account, or choose another one (--region)."),
    EXPIRED(
            Set.of("ExpiredTokenException", "ExpiredToken"),
            "security token included in the request is expired",
            "The credentials have expired: renew them, for example with aws sso login or aws login."),
    NOT_KNOWN(
            Set.of("UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "InvalidToken"),
            "security token included in the request is invalid",
            "Renew the credentials; or the region is not enabled for this account, or belongs to another partition:"
                    + " then enable it, or choose another one (--region)."),
    WRONG_SECRET(
            Set.of("SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignatureException"),
            "signature we calculated does not match",
            "The secret access key does not belong to the access key: set both again."),
    SSO_EXPIRED(
            Set.of("UnauthorizedException"),
            "SSO session|SSO token|/sso/cache/|Token is expired|Session token not found or invalid",
            "Run aws sso login --profile %s."),
    LOGIN_EXPIRED(
            Set.of(),
            "login_session|[Pp]lease reauthenticate|[Yy]ou must re-authenticate|Invalid access token, missing account",
            "Run aws login --profile %s."),
    NO_REGION(Set.of(), "Unable to load region", "No region was found: pass --region or set AWS_REGION."),
    INCOMPLETE_PROFILE(
            Set.of(),
            "source profile|Sso-session section|not a valid credential_source|Circular relationship|was not configured for '|Invalid profile file",
            "Complete the profile '%s' in ~/.aws/config."),
    PROCESS(
            Set.of(),
            "process-based credentials",
            "The credential_process of the profile '%s' failed: run it by hand to see why."),
    WRONG_PROFILE(
            Set.of(),
            "contained no credentials for profile '(?!default')",
            "The profile '%s' does not exist or has no credentials: check --profile and AWS_PROFILE; aws configure"
                    + " list-profiles lists all."),
    NONE(
            Set.of("MissingAuthenticationTokenException", "MissingAuthenticationToken"),
            "Unable to load credentials|contained no credentials for profile",
            "No credentials were found: pass --profile, set AWS_PROFILE, or log in with the AWS CLI.");

    // The set is immutable: Set.of makes it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> codes;

    private final Pattern signs;
    private final String remedy;

    CredentialProblem(Set<String> codes, String signs, String remedy) {
        this.codes = codes;
        this.signs = Pattern.compile(signs);
        this.remedy = remedy;
    }

    @Override
    public String remedy() {
        return remedy.formatted(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow());
    }

    /** Whether other credentials of the same role may do. */
    boolean endsSession() {
        return this == EXPIRED || this == NOT_KNOWN;
    }

    /** Returns the problem that a service tells of; empty if it tells of none. */
    static Optional<CredentialProblem> ofService(String code, String said) {
        // One code for both; only the message tells them apart.
        if (WRONG_SECRET.codes.contains(code) && CLOCK.signs.matcher(said).find()) {
            return Optional.of(CLOCK);
        }
        return Stream.of(values())
                .filter(problem -> problem.codes.contains(code))
                .findFirst();
    }

    /** Returns the problem that kept the SDK from making a call; empty if it was another one. */
    static Optional<CredentialProblem> ofSdk(String said) {
        return Stream.of(values())
                .filter(problem -> problem.signs.matcher(said).find())
                .findFirst();
    }
}
