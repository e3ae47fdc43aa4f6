package io.pitrguard.wiring;

import io.pitrguard.domain.table.AccountRegion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Grants access to the accounts of the organization: to the caller's own with the caller's credentials, to each other one
 * with those of a role there. A role is assumed when it is first needed, again before its session ends, and again when AWS
 * no longer knows the session.
 */
public final class MemberAccess {
    private final AwsClients own;
    private final AccountRegion caller;
    private final Role role;
    private final StsClient sts;
    private final Map<String, RoleSession> sessions = new ConcurrentHashMap<>();

    /**
     * The role to assume in each account.
     *
     * @param name with its path, if it has one; the same in every account
     * @param externalId what the role asks for, so that nobody else can have pitr-guard assume it; empty if it asks for none
     * @param session names the session in CloudTrail, 2 to 64 letters, digits or {@code =,.@-}
     */
    public record Role(String name, Optional<String> externalId, String session) {
        /** The name of the role that the organization's deployment creates in member accounts. */
        public static final String STANDARD = "pitr-guard-member";
    }

    /**
     * Grants access to a caller.
     *
     * @param own clients with the caller's own credentials, whose connections all others share
     * @param caller the caller's own account
     */
    public MemberAccess(AwsClients own, AccountRegion caller, Role role) {
        this.own = own;
        this.caller = caller;
        this.role = role;
        this.sts = own.sts();
    }

    /** Returns clients for a region of an account. */
    public AwsClients to(AccountRegion place) {
        return own.in(
                Region.of(place.region()),
                place.account().equals(caller.account())
                        ? Optional.empty()
                        : Optional.of(sessions.computeIfAbsent(place.account(), this::session)));
    }

    /** Returns clients for an account, in the caller's region: for services that are the same in each. */
    AwsClients to(String account) {
        return to(new AccountRegion(caller.partition(), account, caller.region()));
    }

    private RoleSession session(String account) {
        return new RoleSession(() -> assume(account), own.machine());
    }

    private AwsCredentialsProvider assume(String account) {
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn("arn:%s:iam::%s:role/%s".formatted(caller.partition(), account, role.name()))
                .roleSessionName(role.session());
        role.externalId().ifPresent(request::externalId);
        return understood(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request.build())
                .build());
    }

    /** The SDK does not expect an answer without credentials: it would be taken for a defect of the call that needs them. */
    private static AwsCredentialsProvider understood(AwsCredentialsProvider session) {
        return () -> {
            try {
                return session.resolveCredentials();
            } catch (SdkException refused) {
                throw refused;
            } catch (RuntimeException defect) {
                throw SdkClientException.create("AWS answered sts:AssumeRole without usable credentials", defect);
            }
        };
    }
}
