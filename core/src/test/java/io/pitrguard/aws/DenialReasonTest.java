package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pitrguard.domain.table.Cause;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Messages of AWS and the SDK, as people reported them, and what helps. */
class DenialReasonTest {
    private static final String ACTION = "dynamodb:UpdateContinuousBackups";
    private static final String REFUSED =
            "User: arn:aws:sts::123456789012:assumed-role/pitr-guard/s is not authorized to"
                    + " perform: dynamodb:UpdateContinuousBackups on resource:"
                    + " arn:aws:dynamodb:eu-west-1:123456789012:table/orders ";
    private static final String ALLOW = "Allow the caller " + ACTION + ".";

    @BeforeEach
    void chooseProfile() {
        System.setProperty("aws.profile", "prod");
    }

    @AfterEach
    void restore() {
        System.clearProperty("aws.profile");
    }

    static Stream<Arguments> denials() {
        return Stream.of(
                arguments("AccessDeniedException", REFUSED.strip(), ALLOW),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "because no identity-based policy allows the " + ACTION + " action",
                        ALLOW),
                arguments("AccessDenied", REFUSED + "with an explicit deny", ALLOW),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "with an explicit deny in an identity-based policy",
                        DenyingPolicy.IDENTITY_BASED.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "with an explicit deny in a service control policy",
                        DenyingPolicy.SERVICE_CONTROL.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED
                                + "with an explicit deny in a service control policy:"
                                + " arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-def",
                        DenyingPolicy.SERVICE_CONTROL.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "because no service control policy allows the " + ACTION + " action",
                        DenyingPolicy.SERVICE_CONTROL.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "with an explicit deny in a resource control policy",
                        DenyingPolicy.RESOURCE_CONTROL.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "because no permissions boundary allows the " + ACTION + " action",
                        DenyingPolicy.PERMISSIONS_BOUNDARY.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "with an explicit deny in a permissions boundary",
                        DenyingPolicy.PERMISSIONS_BOUNDARY.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "because no session policy allows the " + ACTION + " action",
                        DenyingPolicy.SESSION.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "with an explicit deny in a session policy",
                        DenyingPolicy.SESSION.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "because no VPC endpoint policy allows the " + ACTION + " action",
                        DenyingPolicy.VPC_ENDPOINT.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "with an explicit deny in a VPC endpoint policy",
                        DenyingPolicy.VPC_ENDPOINT.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "with an explicit deny in a resource-based policy",
                        DenyingPolicy.RESOURCE_BASED.remedy()),
                arguments(
                        "AccessDeniedException",
                        REFUSED + "because no resource-based policy allows the " + ACTION + " action",
                        DenyingPolicy.RESOURCE_BASED.remedy()),
                arguments("AccessDeniedException", "KMS key access denied error: …", DenyingPolicy.KMS_KEY.remedy()),
                arguments("KMSAccessDenied", "The ciphertext refers to a key …", DenyingPolicy.KMS_KEY.remedy()),
                arguments(
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: sts:AssumeRole on"
                                + " resource: arn:aws:iam::210987654321:role/ops",
                        "Allow the caller sts:AssumeRole, and check that the role exists, trusts the caller and asks for no other external id."));
    }

    /** The role comes before the call that it is for. */
    @Test
    void namesTheCallThatAwsRefused() {
        assertThat(sort(
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: sts:AssumeRole on"
                                + " resource: arn:aws:iam::210987654321:role/ops"))
                .startsWith("AWS denied sts:AssumeRole on arn:aws:iam::210987654321:role/ops, which " + ACTION + " on ")
                .contains(" needs (AccessDenied: User: ");
    }

    @Test
    void onlyTheManagementAccountOrADelegatedAdministratorMayListTheOrganization() {
        assertThat(AwsErrors.sort(
                                "organizations:ListRoots",
                                "the organization",
                                DynamoDbException.builder()
                                        .awsErrorDetails(AwsErrorDetails.builder()
                                                .errorCode("AccessDeniedException")
                                                .errorMessage("You don't have permissions to access this resource.")
                                                .build())
                                        .build())
                        .toDo())
                .isEqualTo(
                        "Use the organization's management account or a delegated administrator, and allow the caller"
                                + " organizations:ListRoots there.");
    }

    @ParameterizedTest
    @MethodSource("denials")
    void remedyFollowsWhatAwsSays(String code, String said, String remedy) {
        assertThat(sort(code, said)).startsWith("AWS ").contains(said).endsWith("). " + remedy);
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                arguments(
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid.",
                        CredentialProblem.NOT_KNOWN),
                arguments(
                        "InvalidClientTokenId",
                        "The security token included in the request is invalid.",
                        CredentialProblem.NOT_KNOWN),
                arguments(
                        "OptInRequired",
                        "You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.",
                        CredentialProblem.REGION_DISABLED),
                arguments(
                        "RegionDisabledException",
                        "STS is not activated in this region for account:123456789012.",
                        CredentialProblem.REGION_DISABLED),
                arguments(
                        "InvalidSignatureException",
                        "Signature expired: 20180920T174101Z is now earlier than 20180920T174504Z (20180920T175004Z - 5"
                                + " min.)",
                        CredentialProblem.CLOCK),
                arguments(
                        "InvalidSignatureException",
                        "Signature not yet current: 20201002T065532Z is still later than 20201002T062118Z"
                                + " (20201002T061618Z + 5 min.)",
                        CredentialProblem.CLOCK),
                arguments(
                        "SignatureDoesNotMatch",
                        "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z",
                        CredentialProblem.CLOCK),
                arguments(
                        "RequestTimeTooSkewed",
                        "The difference between the request time and the current time is too large.",
                        CredentialProblem.CLOCK),
                arguments("RequestExpired", "Request has expired.", CredentialProblem.CLOCK),
                arguments(
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided.",
                        CredentialProblem.WRONG_SECRET),
                arguments(
                        "InvalidSignatureException",
                        "The request signature we calculated does not match the signature you provided.",
                        CredentialProblem.WRONG_SECRET),
                arguments(
                        "ExpiredTokenException",
                        "The security token included in the request is expired",
                        CredentialProblem.EXPIRED),
                arguments("UnauthorizedException", "Session token not found or invalid", CredentialProblem.SSO_EXPIRED),
                arguments(
                        "MissingAuthenticationToken",
                        "Request is missing Authentication Token",
                        CredentialProblem.NONE));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void credentialsThatAwsRefusesHaveTheirOwnRemedies(String code, String said, CredentialProblem problem) {
        assertThat(sort(code, said))
                .startsWith("AWS did not accept the credentials for ")
                .endsWith(": " + said + "). " + problem.remedy())
                .doesNotContain("Allow the caller");
    }

    static Stream<Arguments> sdk() {
        return Stream.of(
                arguments(
                        "Token cache file for login_session `arn:aws:iam::123456789012:user/alice` not found. You must"
                                + " re-authenticate.",
                        "Run aws login --profile prod."),
                arguments("Your session has expired. Please reauthenticate.", "Run aws login --profile prod."),
                arguments(
                        "The SSO session associated with this profile has expired or is otherwise invalid. To refresh"
                                + " this SSO session run aws sso login with the corresponding profile.",
                        "Run aws sso login --profile prod."),
                arguments("Token is expired", "Run aws sso login --profile prod."),
                arguments(
                        "java.nio.file.NoSuchFileException: /home/a/.aws/sso/cache/51e6.json",
                        "Run aws sso login --profile prod."),
                arguments("Sso-session section not found with sso-session title s.", "Complete the profile 'prod'"),
                arguments("Nope is not a valid credential_source", "Complete the profile 'prod'"),
                arguments("Unable to load SSO token", "Run aws sso login --profile prod."),
                arguments(
                        "Profile file contained no credentials for profile 'prod': ProfileFile(sections=[])",
                        "The profile 'prod' does not exist or has no credentials"),
                arguments(
                        "Profile file contained no credentials for profile 'default': ProfileFile(sections=[])",
                        "No credentials were found: pass --profile"),
                arguments(
                        "The source profile of 'prod' was configured to be 'base', but that source profile has no"
                                + " credentials configured.",
                        "Complete the profile 'prod'"),
                arguments(
                        "User: arn:aws:iam::123456789012:user/a is not authorized to perform: sts:AssumeRole on resource:"
                                + " arn:aws:iam::123456789012:role/r (Service: Sts, Status Code: 403, Request ID: 1)",
                        "Allow the caller sts:AssumeRole, and check that the role exists, trusts the caller and asks for no other external id."),
                arguments(
                        "The security token included in the request is expired (Service: Sts, Status Code: 403)",
                        "The credentials have expired"),
                arguments(
                        "Failed to refresh process-based credentials.", "The credential_process of the profile 'prod'"),
                arguments("Unable to load region from any of the providers in the chain X", "No region was found"));
    }

    /** The profile speaks for itself where it was chosen, and as one of many in the SDK's chain. */
    @ParameterizedTest
    @MethodSource("sdk")
    void profileThatGivesNoCredentialsHasItsOwnRemedy(String said, String remedy) {
        String chain = "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain("
                + "credentialsProviders=[SystemPropertyCredentialsProvider()]) :"
                + " [SystemPropertyCredentialsProvider(): Unable to load credentials from system settings.,"
                + " ProfileCredentialsProvider(profileName=prod, profileFile=ProfileFile(sections=[profiles])): " + said
                + ", ContainerCredentialsProvider(): Cannot fetch credentials from container,"
                + " InstanceProfileCredentialsProvider(): IMDS credentials have been disabled]";

        assertThat(Stream.of(said, chain)).allSatisfy(message -> {
            Cause cause = AwsErrors.sort(ACTION, "orders", SdkClientException.create(message));
            assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(cause.message())
                    .startsWith("No usable credentials for " + ACTION + " on orders (")
                    .contains("). " + remedy)
                    .doesNotContain("ProfileFile(", "Container");
        });
    }

    /** Words of others' in a message of another kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Requested resource not found: Table: login_session not found",
                "Token is expired",
                "with an explicit deny in a service control policy"
            })
    void takesNoOtherErrorForDenial(String said) {
        SdkException refused = DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage(said)
                        .build())
                .build();

        assertThat(AwsErrors.sort(ACTION, "orders", refused).kind()).isEqualTo(Cause.Kind.REFUSED);
    }

    @Test
    void eachReasonHasItsOwnWords() {
        Set<String> remedies = new HashSet<>();
        Stream.of(DenyingPolicy.values(), CredentialProblem.values())
                .flatMap(Arrays::stream)
                .forEach(reason -> assertThat(remedies.add(reason.remedy()))
                        .as("%s: %s", reason, reason.remedy())
                        .isTrue());
        assertThat(remedies)
                .allSatisfy(remedy -> assertThat(remedy).endsWith(".").doesNotContain("Allow the caller"));
    }

    private static String sort(String code, String said) {
        Cause cause = AwsErrors.sort(
                ACTION,
                "orders",
                DynamoDbException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage(said)
                                .build())
                        .build());
        assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
        return cause.message();
    }
}
